// What does an empty loop cost? Timed: exactly that; nothing can be faster here.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void floor_loop(benchmark::State& state) {
  std::uint64_t number = 0;
  for (auto _ : state) benchmark::DoNotOptimize(number);
}

}  // namespace mapproof::bench
