// What a refused call must leave as it was: the process's mappings and the bytes of the windows.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "host/session.hpp"

namespace mapproof {

/// The mappings of the process, each device mapping as one entry; empty without a mappings() witness.
std::vector<mapproof_mapping> list_mappings(const Session& session);

/// Read-only views of the first and last page of every window that is memory, made before a check arranges anything, so
/// that a situation such as "the address space is full" neither hinders them nor is changed by them.
class WindowViews {
 public:
  WindowViews() = default;
  explicit WindowViews(const Session& session);

  /// The bytes that all views show now.
  std::vector<unsigned char> bytes() const;

 private:
  void add_view(const Session& session, std::uint64_t physical, std::uint64_t length);

  std::vector<Mapping> views_;
};

/// The state at one moment. Without a mappings() witness, or without views, that part is empty and compares equal.
class Snapshot {
 public:
  Snapshot(const Session& session, const WindowViews& views);

  /// What `later` shows changed, in one sentence; "" if nothing did. Memory that is no device mapping may have grown:
  /// the process's own allocator does that at any time. It must not have shrunk.
  std::string difference(const Snapshot& later) const;

  /// The bytes of memory that is no device mapping.
  std::uint64_t ordinary_bytes() const;

 private:
  std::vector<mapproof_mapping> mappings_;
  std::vector<unsigned char> bytes_;
};

}  // namespace mapproof
