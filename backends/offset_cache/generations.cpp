// Begins a generation in every region of a range.
// SPDX-License-Identifier: Apache-2.0
#include "generations.hpp"

#include <algorithm>

namespace mapproof::offset_cache {

Generations::Generations() {
  for (auto& number : numbers_) number.store(first, std::memory_order_relaxed);
}

bool Generations::undisturbed_since(std::uintptr_t address, std::uint64_t number) const {
  // In this order: a change is counted before it begins its generation, and until after it has ended it.
  return numbers_[index(address)].load(std::memory_order_acquire) == number &&
         changes_[index(address)].load(std::memory_order_acquire) == 0;
}

Generations::Range Generations::range(std::uintptr_t address, std::size_t length) {
  if (length == 0) return {0, 0};
  const std::uintptr_t last_byte = length - 1 > UINTPTR_MAX - address ? UINTPTR_MAX : address + (length - 1);
  const std::uintptr_t first = address >> region_shift;
  return {first, std::min<std::size_t>((last_byte >> region_shift) - first + 1, count)};
}

void Generations::renew(std::size_t index) {
  std::uint64_t seen = numbers_[index].load(std::memory_order_relaxed);
  while (!numbers_[index].compare_exchange_weak(seen, after(seen), std::memory_order_acq_rel)) continue;
}

void Generations::begin_change(std::uintptr_t address, std::size_t length) {
  const Range changed = range(address, length);
  for (std::size_t n = 0; n < changed.regions; ++n) {
    const std::size_t index = (changed.first + n) & (count - 1);
    changes_[index].fetch_add(1, std::memory_order_acq_rel);
    renew(index);
  }
}

void Generations::end_change(std::uintptr_t address, std::size_t length) {
  const Range changed = range(address, length);
  for (std::size_t n = 0; n < changed.regions; ++n) {
    const std::size_t index = (changed.first + n) & (count - 1);
    renew(index);
    changes_[index].fetch_sub(1, std::memory_order_acq_rel);
  }
}

void Generations::forget_changes() {
  for (std::size_t n = 0; n < count; ++n) {
    renew(n);
    changes_[n].store(0, std::memory_order_release);
  }
}

}  // namespace mapproof::offset_cache
