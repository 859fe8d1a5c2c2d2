// Putting pages of a descriptor into the address space and into the table: what all mapping calls share.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/session.hpp"

namespace mapproof::model {

/// One real mmap(MAP_SHARED or MAP_PRIVATE) and the entry that describes it.
struct Placing {
  std::uint64_t wanted = 0;  ///< page address; 0 for anywhere
  std::uint64_t length = 0;  ///< whole pages
  bool fixed = false;
  int host_protection = 0;
  int host_flags = 0;
  int fd = -1;
  std::uint64_t file_offset = 0;
  Extent extent{};  ///< start and end are filled in
};

/// Physically contiguous frames.
struct PhysicalRun {
  std::uint64_t physical;
  std::uint64_t length;
};

struct Placed {
  std::uint64_t address = 0;
  int error = 0;
};

/// Either all of it happens or nothing changes. Safe in signal handlers.
Placed place(mapproof_session& session, const Placing& placing);

/// The same for frames that do not follow one another: one entry for each run, in ascending order of the address. Not
/// for MAP_FIXED and not for signal handlers. The caller keeps the frames if it fails.
Placed place_runs(mapproof_session& session, const Placing& placing, const std::vector<PhysicalRun>& runs);

/// Unmaps what the model handed out inside the range, and gives back its frames. An errno, or 0; ENOMEM only for a
/// split.
int remove_pages(mapproof_session& session, Range range, const TableLimits& limits);

/// The errno of a MAP_FIXED request that cannot be placed there, or 0.
int fixed_error(const mapproof_session& session, std::uint64_t address, std::uint64_t length);

/// The errno that stands for a refused edit of the table.
int error_of(EditResult result, int lock_limit_error);

/// Gives back the frames of an entry that is no longer mapped.
void drop_frames(mapproof_session& session, const Extent& extent);

}  // namespace mapproof::model
