// How a signal handler lets the calls go on that it interrupts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>

namespace mapproof {

/// For sa_flags. QNX 7.1 and 8.0 have no such flag: there an interrupted call ends with EINTR, and its caller repeats
/// it.
#if defined(SA_RESTART) && !defined(MAPPROOF_WITHOUT_SA_RESTART)
constexpr int restart_interrupted_calls = SA_RESTART;
#else
constexpr int restart_interrupted_calls = 0;
#endif

}  // namespace mapproof
