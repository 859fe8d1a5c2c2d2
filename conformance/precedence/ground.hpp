// What a faulty call is made on: an opened target, a window, and memory of each kind.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "host/session.hpp"

namespace mapproof::precedence {

class Ground {
 public:
  explicit Ground(const Session& session) : session_(session) {}

  const Session& session() const { return session_; }
  const mapproof_backend& table() const { return session_.table(); }
  mapproof_session* handle() const { return session_.handle(); }
  const mapproof_facts& facts() const { return session_.facts(); }
  std::uint64_t page() const { return session_.page(); }

  /// A readable window of at least two whole pages.
  const mapproof_window* window() const;
  /// A place where so many pages have just been unmapped.
  std::optional<std::uint64_t> hole(std::uint64_t pages) const;
  /// Memory of a kind, locked if asked for. It stays until the session is closed.
  std::optional<std::uint64_t> memory(mapproof_memory_kind kind, std::uint64_t pages, bool locked) const;
  bool provoke(std::uint32_t condition, bool on) const;

 private:
  const Session& session_;
};

inline void* pointer_to(std::uint64_t address) { return reinterpret_cast<void*>(static_cast<std::uintptr_t>(address)); }

}  // namespace mapproof::precedence
