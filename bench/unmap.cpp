// What does unmapping a device range cost, by length? Timed: the unmap of a fresh or touched mapping. Not: the map and
// the touch. SPDX-License-Identifier: Apache-2.0
#include "questions.hpp"
#include "stopwatch.hpp"

namespace mapproof::bench {

// In batches for the same reason as map(); newest first, as scopes end.
void unmap(benchmark::State& state, const MapCase& which) {
  if (const auto refused = which.verify()) return refuse(state, *refused);
  MappingBatch batch{which};
  for (auto _ : state) {
    if (const auto error = batch.map()) return refuse(state, Refusal{*error});
    const Stopwatch stopwatch;
    const auto error = batch.unmap();
    state.SetIterationTime(stopwatch.seconds());
    if (error) return refuse(state, Refusal{*error});
  }
}

}  // namespace mapproof::bench
