// What the timing of single calls costs and leaks here and now, shown in every run.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mapproof::bench {

/// In nanoseconds a call.
struct SelfCheck {
  double overhead = 0;   ///< taken off each call
  double recording = 0;  ///< what timing a call takes in all, with the counting
  double empty = 0;      ///< what a call that does nothing reads then; anything but zero is a leak
};

SelfCheck check_call_timer();

}  // namespace mapproof::bench
