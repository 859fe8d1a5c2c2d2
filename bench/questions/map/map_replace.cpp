// What does MAP_FIXED over a mapping cost? Timed: each call; it finds a mapping of the same range there. Not: the first
// map and the last unmap.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void map_replace(benchmark::State& state, const MapCase& which, CallTimer& timer) {
  if (const auto refused = which.verify()) return refuse(state, *refused);
  const mapproof_address_outcome first = which.map();
  if (failed(first)) return refuse(state, Refusal{first.error});
  MapCase over = which;
  over.request.address = first.value;
  over.request.flags |= MAPPROOF_MAP_FIXED;
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const mapproof_address_outcome again = over.map();
    timer.lap();
    if (failed(again)) return again.error;
    if (again.value != first.value) return Refusal{EIO, "a fixed mapping was placed elsewhere."};
    return std::nullopt;
  });
  which.unmap(first.value);
}

}  // namespace mapproof::bench
