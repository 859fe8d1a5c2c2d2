// One case of the access questions: a width, on one page of a window or of ordinary memory.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "access_width.hpp"
#include "host/session.hpp"
#include "rows/memory.hpp"
#include "rows/refusal.hpp"

namespace mapproof::bench {

struct AccessCase {
  const Session* session = nullptr;
  const mapproof_window* window = nullptr;  ///< NULL: ordinary memory
  int memory_node = 0;                      ///< where the ordinary memory is to lie
  bool nocache = false;
  std::uint32_t caching = MAPPROOF_CACHING_UNKNOWN;  ///< what the window says it gives
  std::size_t width = 1;
  std::size_t stride = 0;  ///< from one access to the next, where a question asks for it
};

/// One page to read or write, and the instructions for it; its bytes are put back at the end of its scope.
class AccessedPage {
 public:
  AccessedPage(const AccessCase& which, bool writing);
  ~AccessedPage();
  AccessedPage(const AccessedPage&) = delete;
  AccessedPage& operator=(const AccessedPage&) = delete;

  const std::optional<Refusal>& refusal() const { return refusal_; }
  const Access& access() const { return *access_; }
  void* address() const { return address_; }
  std::size_t length() const { return length_; }
  /// Every byte of the page is `byte`.
  bool holds(std::uint8_t byte) const;

 private:
  void map_window(const AccessCase& which, bool writing);
  void acquire_memory(const AccessCase& which);

  const Access* access_;
  std::size_t length_;
  void* address_ = nullptr;
  std::optional<Mapping> mapping_;
  std::optional<LockedMemory> memory_;
  std::vector<std::uint8_t> before_;  // only where it writes
  std::optional<Refusal> refusal_;
};

}  // namespace mapproof::bench
