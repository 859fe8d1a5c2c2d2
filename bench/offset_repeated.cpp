// What does asking for the physical address cost, each time anew? Timed: one lookup of one locked page through the
// table. SPDX-License-Identifier: Apache-2.0
#include "questions.hpp"

namespace mapproof::bench {

void offset_repeated(benchmark::State& state, const OffsetCase& which) {
  Lookup lookup{which};
  if (lookup.refusal()) return refuse(state, *lookup.refusal());
  mapproof_session* const session = which.session->handle();
  for (auto _ : state) {
    const mapproof_status_outcome outcome = which.call(session, &lookup.request());
    if (outcome.value == -1) return refuse(state, Refusal{outcome.error});
  }
}

}  // namespace mapproof::bench
