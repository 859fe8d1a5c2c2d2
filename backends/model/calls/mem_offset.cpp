// mem_offset(), mem_offset64() and mem_extents().
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "calls.hpp"
#include "model/session.hpp"
#include "residence.hpp"

namespace mapproof::model {
namespace {

/// What the table says about an address and the run that starts there.
struct Run {
  std::uint64_t physical = no_physical;  // no_physical: nothing to be found at the address
  std::uint64_t length = 0;              // not yet capped
  bool locked = false;
  bool ends_absent = false;  // the walk met a page without its frame
};

// Device and typed memory never moves and counts as locked; so does everything once the process is superlocked.
bool counts_as_locked(const mapproof_session& session, const Extent& extent) {
  return extent.kind == Kind::device || extent.kind == Kind::typed || extent.has(extent_locked) || session.all_locked();
}

// A run ends where the next page lies elsewhere, or where it is not locked while the first one is: what a success
// describes can be relied on to its end.
Run find_run(const mapproof_session& session, std::uint64_t address, std::uint64_t length) {
  const auto step = [&](Run& run, const Extent& extent) {
    const bool first = run.physical == no_physical;
    if (extent.start > address + run.length) return false;
    if (!extent.has(extent_resident) || extent.physical == no_physical) {
      run.ends_absent = true;
      return false;
    }
    if (first) {
      run.physical = extent.physical + (address - extent.start);
      run.length = extent.end - address;
      run.locked = counts_as_locked(session, extent);
    } else {
      if (extent.physical != run.physical + run.length) return false;
      if (run.locked && !counts_as_locked(session, extent)) return false;
      run.length += extent.length();
    }
    return run.length < length;
  };
  return session.table.read(address, Run{}, step);
}

// Populating comes before the question whether the page is locked: the documents promise it of the call as such.
Run find_populated_run(mapproof_session& session, const void* address, std::uint64_t length) {
  const std::uint64_t start = number_of(address);
  const Run run = find_run(session, start, length);
  if (!run.ends_absent) return run;
  const std::uint64_t page = start & ~session.page_mask();
  const std::uint64_t room = UINT64_MAX - session.page_mask() - start;
  const std::uint64_t end =
      (start + std::min(std::max<std::uint64_t>(length, 1), room) + session.page_mask()) & ~session.page_mask();
  make_resident(session, {run.physical == no_physical ? page : start + run.length, end});
  return find_run(session, start, length);
}

mapproof_status_outcome look_up(mapproof_session& session, const mapproof_offset_request& request,
                                std::uint64_t largest) {
  if (request.fd != MAPPROOF_NOFD) return status(EBADF);
  const Run run = find_populated_run(session, request.address, request.length);
  if (run.physical == no_physical) return status(EACCES);
  if (request.contig_length != nullptr) {
    *request.contig_length = static_cast<std::size_t>(std::min<std::uint64_t>(run.length, request.length));
  }
  // Without a place to store it no offset can be too large (MOF-22).
  const bool fits = request.offset == nullptr || run.physical <= largest;
  if (request.offset != nullptr && fits) *request.offset = static_cast<std::int64_t>(run.physical);
  if (!run.locked) return status(EAGAIN);
  return status(fits ? 0 : EOVERFLOW);
}

}  // namespace

mapproof_status_outcome mem_offset64(mapproof_session* session, const mapproof_offset_request* request) {
  return look_up(*session, *request, UINT64_MAX);
}

mapproof_status_outcome mem_offset(mapproof_session* session, const mapproof_offset_request* request) {
  return look_up(*session, *request, session->target.offset_bits == 32 ? INT32_MAX : UINT64_MAX);
}

mapproof_status_outcome mem_extents(mapproof_session* session, const mapproof_extents_request* request) {
  std::size_t count = 0;
  std::size_t covered = 0;
  int error = 0;
  while (count < request->capacity && covered < request->length) {
    const auto* const address = static_cast<const std::byte*>(request->address) + covered;
    const std::size_t rest = request->length - covered;
    const Run run = find_populated_run(*session, address, rest);
    if (run.physical == no_physical || !run.locked) {
      error = run.physical == no_physical ? EACCES : EAGAIN;
      break;
    }
    const std::uint64_t length = std::min<std::uint64_t>(run.length, rest);
    request->extents[count++] = {run.physical, length};
    covered += length;
  }
  if (request->covered != nullptr) *request->covered = covered;
  if (count == 0 && error != 0) return status(error);
  return {static_cast<int>(count), 0};
}

}  // namespace mapproof::model
