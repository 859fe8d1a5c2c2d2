// What does a timed call read that does nothing? Timed: nothing. What is not zero here is the harness, in every row
// that times each call.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void floor_empty(benchmark::State& state, CallTimer& timer) {
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    benchmark::ClobberMemory();
    timer.lap();
    return std::nullopt;
  });
}

}  // namespace mapproof::bench
