// Where the documents of the releases differ in what Linux can follow: what the session's profile decides.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace mapproof::lnx {

struct Rules {
  bool needs_lock = true;             ///< a lookup succeeds on locked memory only
  bool locks_only_look = false;       ///< mlock() asks only whether there is memory: no right, no limit
  bool offset_is_physical = false;    ///< posix_mem_offset() answers with a physical address
  bool io_map_never_fails = false;    ///< mmap_device_io() checks nothing
  bool io_unmap_never_fails = false;  ///< munmap_device_io() checks nothing
};

/// The documents of 7.1 hold for all profiles that are not named here.
constexpr Rules rules_of(std::string_view profile) {
  if (profile == "qnx-6.5" || profile == "qnx-6.6") return {false, false, false};
  if (profile == "obs64") return {false, false, false, true, true};
  if (profile == "qnx-7.1b") return {true, false, true};
  if (profile == "qnx-8.0") return {false, true, true, false, true};
  return {};
}

}  // namespace mapproof::lnx
