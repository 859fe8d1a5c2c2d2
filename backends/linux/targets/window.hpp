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
#include "kept_descriptor.hpp"

namespace mapproof::lnx {

class Window {
 public:
  explicit Window(Device found);
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
  bool allows(int protection) { return (may_write_ || (protection & PROT_WRITE) == 0) && !is_held(); }

  const DeviceFile& file(bool nocache) const {
    return nocache || one_file() ? device_.with_nocache : device_.without_nocache;
  }
  /// Opened on first use, and again if the program has closed it. -1 with an errno if the kernel refuses; safe in
  /// threads and signal handlers.
  int descriptor(bool nocache);
  /// The number alone, -1 if it was not opened yet. Nobody knows whether it still is the same file.
  int opened(bool nocache) const { return files_[slot(nocache)].number(); }
  /// Whether the kernel's list shows a mapping of this file there.
  bool is_map_of(const MapsLine& line, bool nocache) const { return files_[slot(nocache)].is_map_of(line); }

 private:
  bool one_file() const;
  bool is_held();
  std::size_t slot(bool nocache) const { return nocache || one_file() ? 0 : 1; }
  void open_one(const std::string& target, bool nocache, std::size_t page);
  bool learn_how_it_is_shown(bool nocache, int file);

  Device device_;
  bool may_write_ = true;
  std::atomic<std::int64_t> asked_at_{-1};  // whether a driver holds it, and what the answer was
  std::atomic<bool> is_driven_{false};
  KeptDescriptor files_[2];
};

}  // namespace mapproof::lnx
