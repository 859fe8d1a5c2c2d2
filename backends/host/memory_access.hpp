// Single loads and stores of mapped memory, which an observer may be told of.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace mapproof {

/// Told of each access before it is made, and again after it: one that faults or hangs has no end.
struct AccessObserver {
  void* (*begin_load)(const volatile void* address, std::size_t width);
  void* (*begin_store)(const volatile void* address, std::size_t width, std::uint64_t value);
  void (*end)(void* access, std::uint64_t value);  ///< what was loaded; 0 after a store
};

/// One for the process, set before the first access; none by default.
inline const AccessObserver* access_observer = nullptr;

/// One access of exactly sizeof(T).
template <class T>
T load_from(const volatile void* address) {
  const auto* const place = static_cast<const volatile T*>(address);
  if (access_observer == nullptr) return *place;
  void* const access = access_observer->begin_load(address, sizeof(T));
  const T value = *place;
  access_observer->end(access, static_cast<std::uint64_t>(value));
  return value;
}

template <class T>
void store_to(volatile void* address, T value) {
  auto* const place = static_cast<volatile T*>(address);
  if (access_observer == nullptr) {
    *place = value;
    return;
  }
  void* const access = access_observer->begin_store(address, sizeof(T), static_cast<std::uint64_t>(value));
  *place = value;
  access_observer->end(access, 0);
}

}  // namespace mapproof
