// The window of the opened target and the descriptors through which Linux maps it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstdint>
#include <string>
#include <vector>

#include "descriptor.hpp"
#include "paths.hpp"

namespace mapproof::lnx {

/// A file of the kernel that maps physical memory, not opened yet.
struct DeviceFile {
  std::string path;
  int flags = 0;               // beside the access mode
  std::uint64_t physical = 0;  // the physical address at file offset 0, on a page border
};

/// What a target string came to.
struct Device {
  std::string name;  // of the window
  std::uint64_t physical = 0;
  std::uint64_t length = 0;
  DeviceFile with_nocache;
  DeviceFile without_nocache;  // may be the same file
  std::uint32_t caching_with_nocache = MAPPROOF_CACHING_UNKNOWN;
  std::uint32_t caching_without_nocache = MAPPROOF_CACHING_UNKNOWN;
  bool is_memory = false;
  std::int32_t node = -1;
  std::vector<std::pair<std::string, std::string>> notes;
};

/// `pci:0000:00:04.0/2` or `pci:0000:00:04.0/2:wc`. Throws Refusal.
Device find_pci(const std::string& target, const Paths& paths);

/// `devmem:0xfe000000+0x1000`. Throws Refusal.
Device find_devmem(const std::string& target, const Paths& paths, std::uint64_t highest_physical);

/// Opens one of the files; on refusal errno says why and the result is empty.
Descriptor open_device_file(const DeviceFile& file, bool for_writing);

}  // namespace mapproof::lnx
