// A range of addresses that nobody else uses.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace mapproof::explore {

/// Found in the middle of a gap that is far larger: what the process allocates later goes to the edges of gaps, so a
/// mapping at a fixed place here can hit nothing of the suite's own.
class Arena {
 public:
  static constexpr std::uint64_t pages = 64;

  /// Throws CannotRun if this process has no such gap.
  explicit Arena(std::size_t page_size);

  std::uint64_t start() const { return start_; }
  std::uint64_t end() const { return end_; }
  bool holds(std::uint64_t address) const { return address >= start_ && address < end_; }

 private:
  std::uint64_t start_ = 0;
  std::uint64_t end_ = 0;
};

}  // namespace mapproof::explore
