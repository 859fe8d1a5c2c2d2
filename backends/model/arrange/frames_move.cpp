// How a run is copied and its addresses led to the copy.
// SPDX-License-Identifier: Apache-2.0
#include "frames_move.hpp"

#include <cstring>

#include "model/calls/anonymous.hpp"
#include "model/native.hpp"

namespace mapproof::model {
namespace {

bool is_movable(const mapproof_session& session, const Extent& extent) {
  if (extent.kind != Kind::memory || !extent.has(extent_resident) || extent.has(extent_locked)) return false;
  for (std::uint64_t done = 0; done < extent.length(); done += session.memory.page()) {
    if (session.memory.shared(extent.physical + done)) return false;
  }
  return true;
}

bool copy(const PhysicalMemory& memory, std::uint64_t from, std::uint64_t to, std::size_t length) {
  const FileView source(memory.file(), memory.file_offset(from), length);
  const FileView copy(memory.file(), memory.file_offset(to), length);
  if (source.data() == nullptr || copy.data() == nullptr) return false;
  std::memcpy(copy.data(), source.data(), length);
  return true;
}

void move(mapproof_session& session, const Extent& extent) {
  const Region* const bank = session.memory.find(extent.physical, extent.length());
  if (bank == nullptr) return;
  const Constraint same_bank{bank->physical, bank->physical + bank->length - 1, bank->node};
  const std::optional<std::uint64_t> target = session.memory.allocate(same_bank, extent.length());
  if (!target) return;
  if (!copy(session.memory, extent.physical, *target, static_cast<std::size_t>(extent.length()))) {
    session.memory.release(*target, extent.length());
    return;
  }
  Placing placing;
  placing.wanted = extent.start;
  placing.length = extent.length();
  placing.fixed = true;
  placing.host_protection = native::host_protection(extent.protection);
  placing.extent = extent;
  place_frames(session, placing, *target);
}

}  // namespace

void move_frames(mapproof_session& session) {
  if (session.all_locked()) return;
  Extent extent = session.table.first_ending_after(0);
  while (extent.end != 0) {
    if (is_movable(session, extent)) move(session, extent);
    extent = session.table.first_ending_after(extent.end);
  }
}

}  // namespace mapproof::model
