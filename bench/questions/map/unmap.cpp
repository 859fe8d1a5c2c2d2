// What does unmapping a device range cost, by length? Timed: each call; with touch, every page was loaded from before.
// Not: the map.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void unmap(benchmark::State& state, const MapCase& which, CallTimer& timer) {
  if (const auto refused = which.verify()) return refuse(state, *refused);
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const mapproof_address_outcome mapped = which.map();
    if (failed(mapped)) return mapped.error;
    which.touch_pages(mapped.value);
    timer.pass();
    const mapproof_status_outcome unmapped = which.unmap(mapped.value);
    if (failed(unmapped)) return unmapped.error;
    timer.lap();
    return std::nullopt;
  });
}

}  // namespace mapproof::bench
