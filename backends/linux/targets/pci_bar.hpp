// What sysfs tells of a PCI function.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mapproof::lnx {

struct PciBar {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::uint64_t flags = 0;  // the third column of the sysfs file `resource`

  bool is_ports() const { return (flags & 0x100) != 0; }
  bool is_memory() const { return (flags & 0x200) != 0 && first != 0 && last >= first; }
  bool is_prefetchable() const { return (flags & 0x2000) != 0; }
};

/// `folder` is the function's in sysfs. All zero if there is no such BAR.
PciBar read_pci_bar(const std::string& folder, unsigned number);

/// The name of the driver that holds the device behind a folder of sysfs, or "".
std::string driver_behind(const std::string& folder);

/// Whether a driver that does more than keep the device free stands behind this link. Safe in signal handlers.
bool is_driven(const char* driver_link);

/// Bit 1 of the command register in this file of a configuration space: the device answers on its memory BARs. Safe in
/// signal handlers.
bool decodes_memory(const char* config);

/// Whether this driver only keeps a device free for user space.
bool keeps_free(std::string_view driver);

/// The last part of what a symbolic link points at, or "".
std::string link_name(const std::string& link);

}  // namespace mapproof::lnx
