// Which changes each part of the address space has seen: what makes a kept answer old.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace mapproof::offset_cache {

/// Every begin and every end of a change starts a new generation in the regions that it touches, so that an answer is
/// as old as the generation it was asked in. Regions are of 2 MiB, and those a multiple of 512 MiB apart share one
/// word: a change there only forgets more than it must.
class Generations {
 public:
  /// A number is a word of which an entry can hold every bit beside an address and a distance. It counts in the upper
  /// part, and in the low bits how often that has run over. No entry has a number whose upper part is 0.
  static constexpr unsigned low_bits = 12;
  static constexpr std::uint64_t low_mask = (std::uint64_t{1} << low_bits) - 1;
  static constexpr unsigned upper_shift = 36;
  /// After 2^40 changes of one region, which take weeks of nothing else, it stays at this number, which no entry has
  /// either: the region is not cached any more.
  static constexpr std::uint64_t retired = std::uint64_t{1} << upper_shift;
  static constexpr std::uint64_t first = std::uint64_t{2} << upper_shift;

  static constexpr std::uint64_t after(std::uint64_t number) {
    constexpr std::uint64_t one = std::uint64_t{1} << upper_shift;
    if (number == retired) return retired;
    const std::uint64_t next = number + one;
    if (next >= one) return next;
    return next == low_mask ? retired : first + next + 1;
  }

  Generations();

  /// The generation of an address now.
  std::uint64_t number(std::uintptr_t address) const {
    return numbers_[index(address)].load(std::memory_order_acquire);
  }

  /// Whether `number`, read earlier, is still the generation of the address, and no change is going on.
  bool undisturbed_since(std::uintptr_t address, std::uint64_t number) const;

  void begin_change(std::uintptr_t address, std::size_t length);
  void end_change(std::uintptr_t address, std::size_t length);

  /// In a child after fork(): the threads that were changing something are not there to end it.
  void forget_changes();

 private:
  static constexpr unsigned region_shift = 21;
  static constexpr std::size_t count = 256;

  static std::size_t index(std::uintptr_t address) { return address >> region_shift & (count - 1); }

  struct Range {
    std::uintptr_t first;
    std::size_t regions;
  };
  static Range range(std::uintptr_t address, std::size_t length);
  void renew(std::size_t index);

  std::array<std::atomic<std::uint64_t>, count> numbers_{};
  std::array<std::atomic<std::uint32_t>, count> changes_{};  // that are going on
};

}  // namespace mapproof::offset_cache
