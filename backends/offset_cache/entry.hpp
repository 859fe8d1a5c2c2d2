// One kept translation of 4 KiB, read and replaced without a lock.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>

#include "generations.hpp"

namespace mapproof::offset_cache {

inline constexpr unsigned granule_shift = 12;  // every page is a multiple of 4 KiB
inline constexpr std::uintptr_t granule_mask = (std::uintptr_t{1} << granule_shift) - 1;

/// What an entry must hold to answer for an address in a generation. The upper part of the address and that of the
/// generation's number fill `tag`; the value, a multiple of the granule, is kept with the number added to it: had the
/// number other low bits, what is left when it is taken off would be no such multiple.
struct Key {
  std::uint64_t tag;
  std::uint64_t number;

  Key(std::uintptr_t address, std::uint64_t generation)
      : tag((generation & ~Generations::low_mask) | address >> address_shift), number(generation) {}

 private:
  // The bits below choose the entry.
  static constexpr unsigned address_shift = 64 - Generations::upper_shift;
};
static_assert(Generations::low_mask == granule_mask);

class Entry {
 public:
  /// Whether the entry answers for this key, and then how far the physical address is from the address.
  ///
  /// The tag is read again after the value. Had the entry been replaced in between, it could only be back at the same
  /// tag for the same granule in the same generation, and there the value is the same too.
  bool read(Key key, std::uint64_t& distance) const {
    // A hit is what there is to be fast for: it runs straight through.
    if (__builtin_expect(tag_.load(std::memory_order_acquire) != key.tag, 0)) return false;
    distance = value_.load(std::memory_order_acquire) - key.number;
    if (__builtin_expect((distance & granule_mask) != 0, 0)) return false;
    return __builtin_expect(tag_.load(std::memory_order_relaxed) == key.tag, 1);
  }

  /// Keeps an answer, unless another thread is about to keep one here. `distance` is a multiple of the granule.
  void write(Key key, std::uint64_t distance) {
    std::uint64_t seen = tag_.load(std::memory_order_relaxed);
    if (seen == being_written) return;
    if (!tag_.compare_exchange_strong(seen, being_written, std::memory_order_acquire, std::memory_order_relaxed))
      return;
    // Whoever reads the new value must not read the old tag afterwards: the value carries the mark along.
    value_.store(distance + key.number, std::memory_order_release);
    tag_.store(key.tag, std::memory_order_release);
  }

 private:
  // No key has one of these tags: the upper part of its number would be 0. 0 is that of an empty entry.
  static constexpr std::uint64_t being_written = 1;

  std::atomic<std::uint64_t> tag_{0};
  std::atomic<std::uint64_t> value_{0};
};

}  // namespace mapproof::offset_cache
