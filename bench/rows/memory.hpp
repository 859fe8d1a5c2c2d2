// Ordinary memory on a node: resident, locked, and given back at the end of its scope.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "host/session.hpp"
#include "refusal.hpp"

namespace mapproof::bench {

class LockedMemory {
 public:
  /// Takes the first of `kinds` (enum mapproof_memory_kind) that the backend gives, touches and locks it.
  LockedMemory(const Session& session, int node, std::size_t length, const std::vector<std::uint32_t>& kinds);
  ~LockedMemory();
  LockedMemory(const LockedMemory&) = delete;
  LockedMemory& operator=(const LockedMemory&) = delete;

  /// Why there is none.
  const std::optional<Refusal>& refusal() const { return refusal_; }
  std::byte* address() const { return static_cast<std::byte*>(address_); }
  std::size_t length() const { return length_; }

 private:
  void acquire(int node, const std::vector<std::uint32_t>& kinds);
  void lock();

  const Session& session_;
  std::size_t length_;
  void* address_ = nullptr;
  bool locked_ = false;
  std::optional<Refusal> refusal_;
};

/// The same for all who ask for equal memory within a SharedSetUp.
std::shared_ptr<const LockedMemory> locked_memory(const Session& session, int node, std::size_t length,
                                                  std::uint32_t kind);

}  // namespace mapproof::bench
