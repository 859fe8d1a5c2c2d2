// What does an empty call through the backend's table cost? Timed: exactly that; no call can be faster here.
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

}  // namespace mapproof::bench
