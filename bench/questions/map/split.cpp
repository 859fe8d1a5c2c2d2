// What does it cost to unmap the middle page of a mapping of three, so that two mappings are left? Timed: that call.
// Not: the map, and the unmap of the rests.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void split(benchmark::State& state, const MapCase& which, CallTimer& timer) {
  if (const auto refused = which.verify()) return refuse(state, *refused);
  MapCase middle = which;
  middle.request.length = which.session->page();
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const mapproof_address_outcome mapped = which.map();
    if (failed(mapped)) return mapped.error;
    which.touch_pages(mapped.value);
    timer.pass();
    const mapproof_status_outcome parted = middle.unmap(static_cast<std::byte*>(mapped.value) + middle.request.length);
    timer.lap();
    if (failed(parted)) return parted.error;
    const mapproof_status_outcome unmapped = which.unmap(mapped.value);
    if (failed(unmapped)) return unmapped.error;
    timer.pass();
    return std::nullopt;
  });
}

}  // namespace mapproof::bench
