// Shared-memory objects that shm_ctl() made a physical range.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mapproof::lnx {

struct PhysicalObject {
  std::uint64_t physical = 0;
  std::uint64_t size = 0;
};

/// Whether this is such an object; as long as there is none at all, without a system call. Safe in threads and signal
/// handlers, and in a child.
bool find_physical_object(int file, PhysicalObject& object);

}  // namespace mapproof::lnx
