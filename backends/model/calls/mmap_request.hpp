// A request to mmap() with its bits translated, as the parts of mmap() pass it on.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstdint>

#include "model/native.hpp"
#include "placing.hpp"

struct stat;

namespace mapproof::model {

struct MmapRequest {
  explicit MmapRequest(const mapproof_mmap_request& request);

  bool has(std::uint32_t native_flag) const { return (flags & native_flag) != 0; }
  bool is_private() const { return (flags & native::map_type) != native::map_shared; }
  /// The errno of a length or a MAP_FIXED address that cannot be, or 0.
  int place_error(const mapproof_session& session) const;
  /// What all kinds of memory have in common.
  Placing placing(mapproof_session& session) const;

  std::uint64_t address, length, offset;
  int fd;
  std::uint32_t flags, native_protection;
  std::uint32_t protection;  ///< MAPPROOF_PROT_*
};

/// mmap() of a typed memory descriptor.
Placed map_typed(mapproof_session& session, const MmapRequest& request, const TypedDescriptor& descriptor);

/// Tells files apart as far as posix_mem_offset() needs it.
std::uint64_t identity_of(const struct stat& file);

}  // namespace mapproof::model
