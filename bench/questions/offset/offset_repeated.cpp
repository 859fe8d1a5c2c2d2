// What does asking for the physical address cost, each time anew? Timed: each lookup of one locked page through the
// table.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void offset_repeated(benchmark::State& state, const OffsetCase& which, CallTimer& timer) {
  Lookup lookup{which};
  if (lookup.refusal()) return refuse(state, *lookup.refusal());
  if (!lookup.doubt().empty()) doubt(state, lookup.doubt());
  mapproof_session* const session = which.session->handle();
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const mapproof_status_outcome outcome = which.call(session, &lookup.request());
    timer.lap();
    if (outcome.value == -1) return outcome.error;
    return std::nullopt;
  });
}

}  // namespace mapproof::bench
