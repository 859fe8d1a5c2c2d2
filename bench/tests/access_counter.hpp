// Counts the accesses that code makes to a page of its own, one by one, by letting each of them fault.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace mapproof::bench {

struct AccessCounts {
  std::size_t loads = 0;
  std::size_t stores = 0;
};

/// A page of ordinary memory that is out of reach except during each single instruction that touches it.
class WatchedPage {
 public:
  WatchedPage();
  ~WatchedPage();
  WatchedPage(const WatchedPage&) = delete;
  WatchedPage& operator=(const WatchedPage&) = delete;

  static constexpr std::size_t length = 4096;
  void* address() const { return address_; }
  /// Runs the code and counts the instructions that loaded from or stored to the page.
  AccessCounts count(const std::function<void()>& code) const;

 private:
  void* address_;
};

}  // namespace mapproof::bench
