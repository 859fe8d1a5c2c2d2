// Loads and stores of one width over a range: one access per width, none merged, split or left out.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace mapproof::bench {

/// Every width that is asked for, in bytes.
inline constexpr std::array<std::size_t, 7> access_widths{1, 2, 4, 8, 16, 32, 64};

/// Reads or writes `length` bytes (a multiple of the width) from an address that is a multiple of the width.
struct Access {
  void (*load)(const void* from, std::size_t length);
  void (*store)(void* to, std::size_t length, std::uint8_t byte);  ///< every byte becomes `byte`
};

/// The instructions for a width, or NULL if this CPU has none that move it in one access.
const Access* access_of(std::size_t width);

/// Waits until stores have left the CPU, also those that a write-combining buffer still holds.
void drain_stores();

/// Waits until the loads before it have been answered, so that a clock read after it does not run ahead of them.
inline void wait_for_loads() {
#if defined(__x86_64__)
  asm volatile("lfence" ::: "memory");
#elif defined(__aarch64__)
  asm volatile("dsb ld\n\tisb" ::: "memory");
#else
  __sync_synchronize();
#endif
}

}  // namespace mapproof::bench
