// Times calls that do nothing.
// SPDX-License-Identifier: Apache-2.0
#include "self_check.hpp"

#include "call_timer.hpp"

namespace mapproof::bench {

SelfCheck check_call_timer() {
  constexpr int calls = 20000;
  const double tick = TickClock::nanoseconds_per_tick();
  CallTimer timer;
  timer.start();
  for (int n = 0; n < calls; ++n) {
    benchmark::ClobberMemory();
    timer.lap();
  }
  Distribution found;
  timer.add_to(found, tick, 1);
  return {timer.overhead() * tick, timer.recording() * tick, found.trimmed_mean()};
}

}  // namespace mapproof::bench
