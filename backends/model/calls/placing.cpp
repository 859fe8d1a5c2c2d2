// In which order the table and the real address space change, so that neither ever claims what the other denies.
// SPDX-License-Identifier: Apache-2.0
#include "placing.hpp"

#include <sys/mman.h>

namespace mapproof::model {
namespace {

// Addresses that nobody may use yet, from a page of the machine on. Where its pages are larger than the system's, what
// the system chooses may start between two of them: then a page more is taken, and what is over is given back.
void* reserve(const mapproof_session& session, std::uint64_t wanted, std::uint64_t length) {
  const auto take = [&](std::uint64_t more) {
    return ::mmap(pointer_to(wanted), length + more, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0);
  };
  void* const chosen = take(0);
  if (chosen == MAP_FAILED || (number_of(chosen) & session.page_mask()) == 0) return chosen;
  ::munmap(chosen, length);
  void* const larger = take(session.memory.page());
  if (larger == MAP_FAILED) return larger;
  const std::uint64_t start = number_of(larger);
  const std::uint64_t aligned = (start + session.page_mask()) & ~static_cast<std::uint64_t>(session.page_mask());
  if (aligned != start) ::munmap(larger, aligned - start);
  ::munmap(pointer_to(aligned + length), start + session.memory.page() - aligned);
  return pointer_to(aligned);
}

void* map_anywhere(const mapproof_session& session, const Placing& placing) {
  void* place = pointer_to(placing.wanted);
  int fixed = 0;
  if (session.memory.page() != system_page()) {
    place = reserve(session, placing.wanted, placing.length);
    fixed = MAP_FIXED;
    if (place == MAP_FAILED) return place;
  }
  return ::mmap(place, placing.length, placing.host_protection, placing.host_flags | fixed, placing.fd,
                static_cast<off_t>(placing.file_offset));
}

// Without MAP_FIXED nobody else knows the new address, so the table may learn of it afterwards.
Placed place_anywhere(mapproof_session& session, const Placing& placing) {
  void* const address = map_anywhere(session, placing);
  if (address == MAP_FAILED) return {0, errno};
  Extent extent = placing.extent;
  extent.start = number_of(address);
  extent.end = extent.start + placing.length;
  const EditResult result = session.table.replace({extent.start, extent.end}, &extent, 1, session.conditions.limits());
  if (result == EditResult::done) return {extent.start, 0};
  ::munmap(address, placing.length);
  return {0, error_of(result, EAGAIN)};
}

// With MAP_FIXED the table goes first: a refused limit must find the old mapping whole.
Placed place_fixed(mapproof_session& session, const Placing& placing) {
  const Range range{placing.wanted, placing.wanted + placing.length};
  Extent extent = placing.extent;
  extent.start = range.start;
  extent.end = range.end;
  MappingTable::Retired replaced;
  const EditResult result = session.table.replace(range, &extent, 1, session.conditions.limits(), &replaced);
  if (result != EditResult::done) return {0, error_of(result, EAGAIN)};
  const void* const address =
      ::mmap(pointer_to(placing.wanted), placing.length, placing.host_protection, placing.host_flags | MAP_FIXED,
             placing.fd, static_cast<off_t>(placing.file_offset));
  if (address != MAP_FAILED) {
    replaced.for_each([&](const Extent& old) { drop_frames(session, old); });
    return {range.start, 0};
  }
  const int error = errno;
  session.table.replace(range, nullptr, 0, no_limits);
  replaced.for_each([&](const Extent& old) { session.table.replace({old.start, old.end}, &old, 1, no_limits); });
  return {0, error};
}

bool overlap(Range left, Range right) { return left.start < right.end && right.start < left.end; }

}  // namespace

Placed place(mapproof_session& session, const Placing& placing) {
  return placing.fixed ? place_fixed(session, placing) : place_anywhere(session, placing);
}

// The whole range is reserved first, so that no other thread can be given a part of it.
Placed place_runs(mapproof_session& session, const Placing& placing, const std::vector<PhysicalRun>& runs) {
  std::vector<Extent> extents(runs.size(), placing.extent);
  void* const reserved = reserve(session, placing.wanted, placing.length);
  if (reserved == MAP_FAILED) return {0, errno};
  const Range range{number_of(reserved), number_of(reserved) + placing.length};
  std::uint64_t at = range.start;
  int error = 0;
  for (std::size_t i = 0; i < runs.size() && error == 0; ++i) {
    extents[i].start = at;
    extents[i].end = at + runs[i].length;
    extents[i].physical = runs[i].physical;
    if (extents[i].has_object()) extents[i].object_offset = runs[i].physical;
    const std::uint64_t offset = session.memory.file_offset(runs[i].physical);
    const void* const address = ::mmap(pointer_to(at), runs[i].length, placing.host_protection, MAP_SHARED | MAP_FIXED,
                                       session.memory.file().fd(), static_cast<off_t>(offset));
    error = address == MAP_FAILED ? errno : 0;
    at = extents[i].end;
  }
  if (error == 0) {
    const TableLimits limits = session.conditions.limits();
    error = error_of(session.table.replace(range, extents.data(), extents.size(), limits), EAGAIN);
  }
  if (error == 0) return {range.start, 0};
  ::munmap(reserved, placing.length);
  return {0, error};
}

int fixed_error(const mapproof_session& session, std::uint64_t address, std::uint64_t length) {
  const Range range{address, address + length};
  if (range.end < range.start || !inside(session.space, range)) return ENOMEM;
  // The model lives in the process whose memory it manages; its own tables are what QNX calls a special region.
  const bool special = overlap(range, session.table.own_memory()) || overlap(range, session.memory.own_memory());
  return special ? EINVAL : 0;
}

int error_of(EditResult result, int lock_limit_error) {
  switch (result) {
    case EditResult::done:
      return 0;
    case EditResult::lock_limit:
      return lock_limit_error;
    case EditResult::table_full:
    case EditResult::address_space_full:
      break;
  }
  return ENOMEM;
}

void drop_frames(mapproof_session& session, const Extent& extent) {
  if (extent.has_frame()) session.memory.release(extent.physical, extent.length());
}

}  // namespace mapproof::model
