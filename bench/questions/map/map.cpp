// What does mapping a device range cost, by length? Timed: each call and, with touch, a load from each page. Not: the
// unmap.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void map(benchmark::State& state, const MapCase& which, CallTimer& timer) {
  if (const auto refused = which.verify()) return refuse(state, *refused);
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const mapproof_address_outcome mapped = which.map();
    if (failed(mapped)) return mapped.error;
    which.touch_pages(mapped.value);
    timer.lap();
    const mapproof_status_outcome unmapped = which.unmap(mapped.value);
    if (failed(unmapped)) return Refusal{unmapped.error, "the mapping cannot be unmapped again."};
    timer.pass();
    return std::nullopt;
  });
}

}  // namespace mapproof::bench
