// Where the documents of the releases differ: what the session's profile decides.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace mapproof::model {

struct Rules {
  std::string_view profile;
  bool needs_lock;            ///< mem_offset() succeeds on locked memory only (7.0, 7.1)
  bool needs_type;            ///< mmap() without MAP_SHARED or MAP_PRIVATE is refused (7.0 and later)
  bool offset_is_physical;    ///< posix_mem_offset() answers with a physical address (7.1 of October 2024, 8.0)
  bool io_unmap_never_fails;  ///< munmap_device_io() has no error (8.0)
};

inline constexpr Rules rules_table[] = {
    {"qnx-7.1", true, true, false, false},   {"qnx-7.1b", true, true, true, false},
    {"qnx-7.0", true, true, false, false},   {"qnx-8.0", false, true, true, true},
    {"qnx-6.6", false, false, false, false}, {"qnx-6.5", false, false, false, false},
    {"obs64", false, false, false, true},
};

/// An unknown profile (a vendor's own, the SVR5 ones) gets the default documents, QNX 7.1.
constexpr const Rules& rules_of(std::string_view profile) {
  for (const Rules& rules : rules_table) {
    if (rules.profile == profile) return rules;
  }
  return rules_table[0];
}

}  // namespace mapproof::model
