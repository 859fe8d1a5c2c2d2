// Where the documents of the releases differ: what the session's profile decides.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace mapproof::model {

struct Rules {
  std::string_view profile;
  bool needs_lock = false;            ///< mem_offset() succeeds on locked memory only (7.0, 7.1)
  bool needs_type = false;            ///< mmap() without MAP_SHARED or MAP_PRIVATE is refused (7.0 and later)
  bool offset_is_physical = false;    ///< posix_mem_offset() answers with a physical address (October 2024, 8.0)
  bool locks_only_look = false;       ///< mlock() asks only whether there is memory: no right, no limit (8.0)
  bool io_unmap_never_fails = false;  ///< munmap_device_io() has no error (8.0)
};

inline constexpr Rules rules_table[] = {
    {.profile = "qnx-7.1", .needs_lock = true, .needs_type = true},
    {.profile = "qnx-7.1b", .needs_lock = true, .needs_type = true, .offset_is_physical = true},
    {.profile = "qnx-7.0", .needs_lock = true, .needs_type = true},
    {.profile = "qnx-8.0",
     .needs_type = true,
     .offset_is_physical = true,
     .locks_only_look = true,
     .io_unmap_never_fails = true},
    {.profile = "qnx-6.6"},
    {.profile = "qnx-6.5"},
    {.profile = "obs64", .io_unmap_never_fails = true},
};

/// An unknown profile (a vendor's own, the SVR5 ones) gets the default documents, QNX 7.1.
constexpr const Rules& rules_of(std::string_view profile) {
  for (const Rules& rules : rules_table) {
    if (rules.profile == profile) return rules;
  }
  return rules_table[0];
}

}  // namespace mapproof::model
