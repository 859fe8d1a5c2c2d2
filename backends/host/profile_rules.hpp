// Where the documents of the releases differ: what the profile of a session decides in every backend that follows them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace mapproof {

struct ProfileRules {
  std::string_view profile;
  bool needs_lock = false;            ///< mem_offset() succeeds on locked memory only (7.0, 7.1)
  bool needs_type = false;            ///< mmap() without MAP_SHARED or MAP_PRIVATE is refused (7.0 and later)
  bool offset_is_physical = false;    ///< posix_mem_offset() answers with a physical address (October 2024, 8.0)
  bool locks_only_look = false;       ///< mlock() asks only whether there is memory: no right, no limit (8.0)
  bool io_unmap_never_fails = false;  ///< munmap_device_io() has no error where handles are ports (8.0, the 6.4 era)
  bool io_map_never_fails = false;    ///< the same of mmap_device_io() (the 6.4 era)
  bool typed_as_observed = false;     ///< typed memory: no tflag needs privilege, NOFD is all memory (the 6.4 era)
  std::uint32_t ddi_version = 80;     ///< of the model's own driver, times ten
};

inline constexpr ProfileRules profile_rules[] = {
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
    {.profile = "obs64", .io_unmap_never_fails = true, .io_map_never_fails = true, .typed_as_observed = true},
    {.profile = "svr5-ddi7", .needs_lock = true, .needs_type = true, .ddi_version = 71},
};

/// An unknown profile (a vendor's own, the SVR5 ones) gets the default documents, QNX 7.1.
constexpr const ProfileRules& rules_of(std::string_view profile) {
  for (const ProfileRules& rules : profile_rules) {
    if (rules.profile == profile) return rules;
  }
  return profile_rules[0];
}

}  // namespace mapproof
