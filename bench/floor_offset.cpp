// What does the system itself need for one lookup? Timed: the bare system calls for the same answer about the same
// page. SPDX-License-Identifier: Apache-2.0
#include "questions.hpp"

namespace mapproof::bench {

void floor_offset(benchmark::State& state, const OffsetCase& which) {
  Lookup lookup{which};
  if (lookup.refusal()) return refuse(state, *lookup.refusal());
  mapproof_session* const session = which.session->handle();
  const OffsetCall bare = which.session->table().floor_offset;
  for (auto _ : state) {
    const mapproof_status_outcome outcome = bare(session, &lookup.request());
    if (outcome.value == -1) return refuse(state, Refusal{outcome.error});
  }
}

}  // namespace mapproof::bench
