// What does mapping and unmapping a device range cost, by length? Timed: both calls together and, with touch, a load
// from each page between.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {
namespace {

std::optional<Refusal> map_and_unmap(const MapCase& which) {
  const mapproof_address_outcome mapped = which.map();
  if (failed(mapped)) return mapped.error;
  which.touch_pages(mapped.value);
  const mapproof_status_outcome unmapped = which.unmap(mapped.value);
  if (failed(unmapped)) return unmapped.error;
  return std::nullopt;
}

}  // namespace

void map_unmap(benchmark::State& state, const MapCase& which, CallTimer& timer) {
  if (const auto refused = which.verify()) return refuse(state, *refused);
  time_calls(state, timer, [&] {
    auto refused = map_and_unmap(which);
    timer.lap();
    return refused;
  });
}

// The library's clock around the whole loop instead: the harness is right if its mean is that of the timed calls.
void map_unmap_loop(benchmark::State& state, const MapCase& which) {
  if (const auto refused = which.verify()) return refuse(state, *refused);
  for (auto _ : state) {
    if (const auto refused = map_and_unmap(which)) return refuse(state, *refused);
  }
}

}  // namespace mapproof::bench
