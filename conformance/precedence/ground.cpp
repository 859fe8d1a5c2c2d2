// Arranges the memory and the situations that faults are injected into.
// SPDX-License-Identifier: Apache-2.0
#include "ground.hpp"

namespace mapproof::precedence {

const mapproof_window* Ground::window() const {
  for (std::size_t i = 0; i < facts().window_count; ++i) {
    const mapproof_window& window = facts().windows[i];
    const bool readable = (window.protection & MAPPROOF_PROT_READ) != 0;
    if (readable && window.physical % page() == 0 && window.length >= 2 * page()) return &window;
  }
  return nullptr;
}

std::optional<std::uint64_t> Ground::hole(std::uint64_t pages) const {
  if (window() == nullptr || table().mmap_device_memory == nullptr) return std::nullopt;
  const MapRequest request{nullptr, window()->physical, static_cast<std::size_t>(pages * page())};
  const Result<Mapping> mapping = session_.map(request);
  if (!mapping) return std::nullopt;
  return mapping->number();  // unmapped when this returns
}

std::optional<std::uint64_t> Ground::memory(mapproof_memory_kind kind, std::uint64_t pages, bool locked) const {
  if (table().memory_acquire == nullptr) return std::nullopt;
  const auto length = static_cast<std::size_t>(pages * page());
  const mapproof_memory_request request{static_cast<std::uint32_t>(kind), -1, length};
  void* address = nullptr;
  if (table().memory_acquire(handle(), &request, &address).error != 0) return std::nullopt;
  if (locked && (table().mlock == nullptr || !session_.lock(address, length))) return std::nullopt;
  return reinterpret_cast<std::uintptr_t>(address);
}

bool Ground::provoke(std::uint32_t condition, bool on) const {
  if (table().provoke == nullptr) return false;
  const mapproof_provoke_request request{condition, on ? 1u : 0u, 0};
  return table().provoke(handle(), &request).error == 0;
}

}  // namespace mapproof::precedence
