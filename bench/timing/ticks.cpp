// Which counter there is, and how long its tick lasts.
// SPDX-License-Identifier: Apache-2.0
#include "ticks.hpp"

#include <cstdlib>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace mapproof::bench {
namespace {

// Twenty milliseconds against a clock that is read to some ten nanoseconds: the rate is right to a millionth or so.
constexpr std::uint64_t calibration_nanoseconds = 20000000;

struct Moment {
  std::uint64_t ticks;
  std::uint64_t nanoseconds;
};

// Both clocks at one time: the closest of several tries, since an interruption may come between the readings.
template <class ReadSystem>
Moment both_clocks(ReadSystem read_system) {
  Moment best{};
  std::uint64_t shortest = UINT64_MAX;
  for (int attempt = 0; attempt < 16; ++attempt) {
    const std::uint64_t before = TickClock::now();
    const std::uint64_t nanoseconds = read_system();
    const std::uint64_t after = TickClock::now();
    if (after - before >= shortest) continue;
    shortest = after - before;
    best = {before + shortest / 2, nanoseconds};
  }
  return best;
}

}  // namespace

const bool TickClock::steady_counter = has_steady_counter();

bool has_steady_counter() {
#if defined(__x86_64__)
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  constexpr unsigned power_management = 0x80000007u;
  constexpr unsigned invariant_tsc = 1u << 8;
  return __get_cpuid(power_management, &a, &b, &c, &d) != 0 && (d & invariant_tsc) != 0;
#elif defined(__aarch64__)
  return true;  // the architecture promises it
#else
  return false;
#endif
}

const char* TickClock::name() {
#if defined(__aarch64__)
  return "cntvct";
#else
  return steady_counter ? "tsc" : "clock_gettime";
#endif
}

double TickClock::measure_rate() {
  if (!steady_counter) return 1;
    // Not slewed towards a time server, if the system has such a clock.
#ifdef CLOCK_MONOTONIC_RAW
  constexpr clockid_t system_clock = CLOCK_MONOTONIC_RAW;
#else
  constexpr clockid_t system_clock = CLOCK_MONOTONIC;
#endif
  const auto read_system = [] { return system_nanoseconds(system_clock); };
  const Moment start = both_clocks(read_system);
  while (read_system() - start.nanoseconds < calibration_nanoseconds) {
  }
  const Moment end = both_clocks(read_system);
  return static_cast<double>(end.nanoseconds - start.nanoseconds) / static_cast<double>(end.ticks - start.ticks);
}

double TickClock::nanoseconds_per_tick() {
  static const double rate = measure_rate();
  return rate;
}

}  // namespace mapproof::bench
