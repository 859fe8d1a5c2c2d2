// The counter that times single calls: the CPU's own where it runs at one rate, else the system's clock.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <time.h>

#include <cstdint>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace mapproof::bench {

/// Whether the CPU promises a counter that runs at the same rate in every state of the processor.
bool has_steady_counter();

class TickClock {
 public:
  /// Not a barrier: a system call or a call through a table cannot move across it by more than a few cycles, and a
  /// barrier would cost more than a lookup does.
  static std::uint64_t now() {
#if defined(__x86_64__)
    if (steady_counter) return __rdtsc();
#elif defined(__aarch64__)
    std::uint64_t ticks = 0;
    asm volatile("mrs %0, cntvct_el0" : "=r"(ticks));
    return ticks;
#endif
    return system_nanoseconds(CLOCK_MONOTONIC);
  }

  /// Of this run: the rate is measured against the system's clock when it is first asked for.
  static double nanoseconds_per_tick();

  /// "tsc", "cntvct" or "clock_gettime".
  static const char* name();

 private:
  static std::uint64_t system_nanoseconds(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<std::uint64_t>(time.tv_sec) * 1000000000u + static_cast<std::uint64_t>(time.tv_nsec);
  }
  static double measure_rate();

  static const bool steady_counter;
};

}  // namespace mapproof::bench
