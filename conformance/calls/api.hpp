// The groups of calls that a requirement may need.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mapproof {

/// Calls of the contract that a row's checks need; a set of bits. A missing one makes the row unsupported. Which calls
/// a group needs stands in calls.def.
enum Api : std::uint32_t {
  api_none = 0,
  api_map = 1u << 0,
  api_munmap = 1u << 1,
  api_munmap_flags = 1u << 2,
  api_mmap = 1u << 3,
  api_mprotect = 1u << 4,
  api_offset32 = 1u << 5,
  api_offset64 = 1u << 6,
  api_posix_offset = 1u << 7,
  api_device_io = 1u << 8,
  api_lock = 1u << 9,
  api_lock_all = 1u << 10,
  api_thread_control = 1u << 11,
  api_typed = 1u << 12,
  api_framework = 1u << 13,  ///< DDI: the framework is the subject
  api_driver = 1u << 14,     ///< DDI: the backend's own driver is the subject
  api_window = 1u << 15,     ///< the target offers at least one window
  api_offsets = 1u << 16,    ///< physical addresses can be learned here (facts.no_offset is NULL)
  api_pages = 1u << 17,      ///< DDI: ptob, btop and btopr
};

}  // namespace mapproof
