// What does a map with a hint cost, at a place that is free? Timed: each call. Not: the unmap.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void map_at_hint(benchmark::State& state, const MapCase& which, CallTimer& timer) {
  if (const auto refused = which.verify()) return refuse(state, *refused);
  MapCase hinted = which;
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const mapproof_address_outcome mapped = hinted.map();
    timer.lap();
    if (failed(mapped)) return mapped.error;
    hinted.request.address = mapped.value;  // free again in a moment
    const mapproof_status_outcome unmapped = hinted.unmap(mapped.value);
    if (failed(unmapped)) return unmapped.error;
    timer.pass();
    return std::nullopt;
  });
}

}  // namespace mapproof::bench
