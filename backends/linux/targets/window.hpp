// A range of the physical space and the files through which Linux maps it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mman.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "device.hpp"

namespace mapproof::lnx {

class Window {
 public:
  explicit Window(Device found) : device_(std::move(found)) {}
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Opens its files now, for writing too if `allow_write`, and tries its first and its last page, so that a check need
  /// not find out. `target` names the window in the sentence of the Refusal that this throws.
  void open_and_try(const std::string& target, bool allow_write, std::size_t page);

  const Device& device() const { return device_; }
  std::uint64_t last() const { return device_.physical + (device_.length - 1); }
  bool holds(std::uint64_t physical) const { return physical >= device_.physical && physical <= last(); }
  bool may_write() const { return may_write_; }
  /// Whether this caller may map it with Linux's protection bits.
  bool allows(int protection) const { return !device_.held && (may_write_ || (protection & PROT_WRITE) == 0); }

  const DeviceFile& file(bool nocache) const {
    return nocache || one_file() ? device_.with_nocache : device_.without_nocache;
  }
  /// Opened on first use. -1 with an errno if the kernel refuses; safe in threads and signal handlers.
  int descriptor(bool nocache);
  /// -1 if it was not opened yet.
  int opened(bool nocache) const {
    return device_.opened ? device_.opened->device.number() : files_[slot(nocache)].load(std::memory_order_acquire);
  }

 private:
  bool one_file() const;
  std::size_t slot(bool nocache) const { return nocache || one_file() ? 0 : 1; }
  void open_one(const std::string& target, bool nocache, std::size_t page);

  Device device_;
  bool may_write_ = true;
  std::atomic<int> files_[2] = {-1, -1};
};

}  // namespace mapproof::lnx
