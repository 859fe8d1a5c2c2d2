// What does mapping a device range cost, by length? Timed: the call and, with touch, a load from each page. Not: the
// unmap. SPDX-License-Identifier: Apache-2.0
#include "questions.hpp"
#include "stopwatch.hpp"

namespace mapproof::bench {

// A whole batch is mapped between two readings of the clock and unmapped after them: stopping the clock around each
// single call would cost more than a small mapping does.
void map(benchmark::State& state, const MapCase& which) {
  if (const auto refused = which.verify()) return refuse(state, *refused);
  MappingBatch batch{which};
  for (auto _ : state) {
    const Stopwatch stopwatch;
    const auto error = batch.map();
    state.SetIterationTime(stopwatch.seconds());
    if (error) return refuse(state, Refusal{*error});
    if (const auto kept = batch.unmap()) return refuse(state, Refusal{*kept, "the mapping cannot be unmapped again."});
  }
}

}  // namespace mapproof::bench
