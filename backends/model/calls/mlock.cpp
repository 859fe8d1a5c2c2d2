// mlock() and its relatives. A lock is a flag of a page: it does not stack, and it goes with the mapping.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "calls.hpp"
#include "placing.hpp"
#include "residence.hpp"

namespace mapproof::model {
namespace {

// Whether every page of the range is mapped and one that will do.
template <class Predicate>
bool every_page(const mapproof_session& session, Range range, const Predicate& will_do) {
  const std::uint64_t reached =
      session.table.read(range.start, range.start, [&](std::uint64_t& at, const Extent& extent) {
        if (extent.start > at || !will_do(extent)) return false;
        at = extent.end;
        return at < range.end;
      });
  return reached >= range.end;
}

constexpr auto is_mapped = [](const Extent&) { return true; };
constexpr auto is_accessible = [](const Extent& extent) { return (extent.protection & ~MAPPROOF_PROT_NOCACHE) != 0; };
constexpr auto is_backed = [](const Extent& extent) {
  return is_accessible(extent) && (!extent.has(extent_lazy) || extent.has(extent_resident));
};

// Locking brings pages in, except lazy ones (MLK-11).
constexpr auto lock_piece = [](Extent& extent) {
  extent.flags |= extent_locked;
  if (!extent.has(extent_lazy) && extent.kind == Kind::memory) extent.flags |= extent_resident;
};
constexpr auto unlock_piece = [](Extent& extent) { extent.flags &= ~static_cast<std::uint32_t>(extent_locked); };

constexpr Range whole_space{0, UINT64_MAX};

// The documents want a page address; an end beyond the address space is simply not mapped.
template <class Predicate>
int range_error(const mapproof_session& session, const mapproof_lock_request& request, Range range,
                const Predicate& will_do) {
  if ((number_of(request.address) & session.page_mask()) != 0) return EINVAL;
  return range.start > range.end || !every_page(session, range, will_do) ? ENOMEM : 0;
}

int lock_error(mapproof_session& session, Range range) {
  if (session.conditions.consume(MAPPROOF_LOCK_NOT_NOW)) return EAGAIN;
  TableLimits limits;
  limits.locked = session.conditions.limits().locked;
  return error_of(session.table.change(range, lock_piece, limits), ENOMEM);
}

// Where all memory counts as locked, only the range can be wrong. That it is marked keeps its frames in place.
mapproof_status_outcome look_only(mapproof_session& session, const mapproof_lock_request& request, Range range) {
  for (std::uint64_t at = range.start; at < range.end;) {
    const Extent extent = session.table.first_ending_after(at);
    if (extent.end == 0) break;
    make_resident(session, {std::max(at, extent.start), std::min(range.end, extent.end)});
    at = extent.end;
  }
  if (const int error = range_error(session, request, range, is_backed); error != 0) return status(error);
  return status(error_of(session.table.change(range, lock_piece, no_limits), ENOMEM));
}

}  // namespace

mapproof_status_outcome mlock(mapproof_session* session, const mapproof_lock_request* request) {
  const Range range = whole_pages(*session, number_of(request->address), request->length);
  if (session->rules.locks_only_look) return look_only(*session, *request, range);
  if (session->conditions.holds(MAPPROOF_WITHOUT_LOCK_PRIVILEGE)) return status(EPERM);
  if (const int error = range_error(*session, *request, range, is_accessible); error != 0) return status(error);
  return status(lock_error(*session, range));
}

mapproof_status_outcome munlock(mapproof_session* session, const mapproof_lock_request* request) {
  const Range range = whole_pages(*session, number_of(request->address), request->length);
  if (const int error = range_error(*session, *request, range, is_mapped); error != 0) return status(error);
  return status(error_of(session->table.change(range, unlock_piece, no_limits), ENOMEM));
}

mapproof_status_outcome mlockall(mapproof_session* session, const mapproof_lock_all_request* request) {
  const std::uint32_t flags = request->flags | request->raw_flags;
  if (flags == 0 || (flags & ~(MAPPROOF_LOCK_CURRENT | MAPPROOF_LOCK_FUTURE)) != 0) return status(EINVAL);
  if (session->conditions.holds(MAPPROOF_WITHOUT_LOCK_PRIVILEGE)) return status(EPERM);
  if ((flags & MAPPROOF_LOCK_CURRENT) != 0) {
    if (const int error = lock_error(*session, whole_space); error != 0) return status(error);
  }
  if ((flags & MAPPROOF_LOCK_FUTURE) != 0) session->lock_future.store(true, std::memory_order_release);
  return status(0);
}

mapproof_status_outcome munlockall(mapproof_session* session) {
  session->lock_future.store(false, std::memory_order_release);
  return status(error_of(session->table.change(whole_space, unlock_piece, no_limits), ENOMEM));
}

}  // namespace mapproof::model
