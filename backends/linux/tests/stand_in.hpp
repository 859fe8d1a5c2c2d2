// A PCI device made of files: what sysfs would show of one, with a regular file in place of each BAR.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "linux/io/paths.hpp"

namespace mapproof::lnx {

class StandIn {
 public:
  /// One device, 0000:00:04.0: BAR 0 registers, BAR 1 ports, BAR 2 prefetchable memory of 64 KiB at `physical`; no
  /// driver.
  explicit StandIn(unsigned long long physical = 0xfe000000);
  ~StandIn();
  StandIn(const StandIn&) = delete;
  StandIn& operator=(const StandIn&) = delete;

  Paths paths() const;
  std::string device(const std::string& file) const { return root_ + "/devices/0000:00:04.0/" + file; }
  std::string devmem() const { return root_ + "/mem"; }
  std::string memtypes() const { return root_ + "/memtypes"; }

  void write(const std::string& path, const std::string& text) const;
  void bind_driver(const std::string& name) const;
  /// /sys/class/uio/uio0 of that device, with one map of physical memory, or with none if `length` is 0.
  void add_uio(unsigned long long physical, unsigned long long length) const;
  void switch_memory_decoding_off() const;

 private:
  std::string root_;
};

}  // namespace mapproof::lnx
