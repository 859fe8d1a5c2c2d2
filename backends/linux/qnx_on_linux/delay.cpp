// delay() and nanospin(): waiting as drivers do.
// SPDX-License-Identifier: Apache-2.0
#include <mapproof_qnx.h>

#include <cerrno>
#include <cstdint>
#include <ctime>

#define MAPPROOF_QNX_CALL extern "C" __attribute__((visibility("default")))

namespace {

constexpr long second = 1'000'000'000;

std::uint64_t now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<std::uint64_t>(time.tv_sec) * second + static_cast<std::uint64_t>(time.tv_nsec);
}

void spin(std::uint64_t nanoseconds) {
  const std::uint64_t start = now();
  while (now() - start < nanoseconds) {
  }
}

}  // namespace

MAPPROOF_QNX_CALL unsigned int delay(unsigned int milliseconds) {
  const int before = errno;
  const timespec wanted{static_cast<time_t>(milliseconds / 1000), static_cast<long>(milliseconds % 1000) * 1'000'000};
  timespec left{};
  const bool interrupted = clock_nanosleep(CLOCK_MONOTONIC, 0, &wanted, &left) == EINTR;
  errno = before;
  if (!interrupted) return 0;
  return static_cast<unsigned>(left.tv_sec) * 1000 + static_cast<unsigned>((left.tv_nsec + 999'999) / 1'000'000);
}

MAPPROOF_QNX_CALL int nanospin(const struct timespec* time) {
  if (time == nullptr || time->tv_sec < 0 || time->tv_nsec < 0 || time->tv_nsec >= second) return EINVAL;
  spin(static_cast<std::uint64_t>(time->tv_sec) * second + static_cast<std::uint64_t>(time->tv_nsec));
  return 0;
}

MAPPROOF_QNX_CALL int nanospin_ns(unsigned long nanoseconds) {
  spin(nanoseconds);
  return 0;
}

MAPPROOF_QNX_CALL void nanospin_count(unsigned long count) { spin(count); }

MAPPROOF_QNX_CALL unsigned long nanospin_ns_to_count(unsigned long nanoseconds) { return nanoseconds; }

MAPPROOF_QNX_CALL int nanospin_calibrate(int) { return 0; }
