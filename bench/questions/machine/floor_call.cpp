// What do an empty call through the backend's table and an empty loop cost? Timed: exactly that; nothing can be faster
// here.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void floor_call(benchmark::State& state, const Session& session) {
  mapproof_session* const handle = session.handle();
  for (auto _ : state) {
    mapproof_status_outcome outcome = session.table().empty(handle);
    benchmark::DoNotOptimize(outcome);
  }
}

void floor_loop(benchmark::State& state) {
  std::uint64_t number = 0;
  for (auto _ : state) benchmark::DoNotOptimize(number);
}

}  // namespace mapproof::bench
