// mlock() and its relatives. A lock is a flag of a page: it does not stack, and it goes with the mapping.
// SPDX-License-Identifier: Apache-2.0
#include "calls.hpp"
#include "placing.hpp"

namespace mapproof::model {
namespace {

// Whether every page of the range is mapped, and accessible if that is asked for.
bool is_mapped(const mapproof_session& session, Range range, bool accessible) {
  const std::uint64_t reached =
      session.table.read(range.start, range.start, [&](std::uint64_t& at, const Extent& extent) {
        if (extent.start > at || (accessible && (extent.protection & ~MAPPROOF_PROT_NOCACHE) == 0)) return false;
        at = extent.end;
        return at < range.end;
      });
  return reached >= range.end;
}

// Locking brings pages in, except lazy ones (MLK-11).
constexpr auto lock_piece = [](Extent& extent) {
  extent.flags |= extent_locked;
  if (!extent.has(extent_lazy) && extent.kind == Kind::memory) extent.flags |= extent_resident;
};
constexpr auto unlock_piece = [](Extent& extent) { extent.flags &= ~static_cast<std::uint32_t>(extent_locked); };

constexpr Range whole_space{0, UINT64_MAX};

// The documents want a page address; an end beyond the address space is simply not mapped.
int range_error(const mapproof_session& session, const mapproof_lock_request& request, Range range, bool accessible) {
  if ((number_of(request.address) & session.page_mask()) != 0) return EINVAL;
  return range.start > range.end || !is_mapped(session, range, accessible) ? ENOMEM : 0;
}

}  // namespace

mapproof_status_outcome mlock(mapproof_session* session, const mapproof_lock_request* request) {
  if (session->conditions.holds(MAPPROOF_WITHOUT_LOCK_PRIVILEGE)) return status(EPERM);
  const Range range = whole_pages(*session, number_of(request->address), request->length);
  if (const int error = range_error(*session, *request, range, true); error != 0) return status(error);
  if (session->conditions.consume(MAPPROOF_LOCK_NOT_NOW)) return status(EAGAIN);
  TableLimits limits;
  limits.locked = session->conditions.limits().locked;
  return status(error_of(session->table.change(range, lock_piece, limits), ENOMEM));
}

mapproof_status_outcome munlock(mapproof_session* session, const mapproof_lock_request* request) {
  const Range range = whole_pages(*session, number_of(request->address), request->length);
  if (const int error = range_error(*session, *request, range, false); error != 0) return status(error);
  return status(error_of(session->table.change(range, unlock_piece, no_limits), ENOMEM));
}

mapproof_status_outcome mlockall(mapproof_session* session, const mapproof_lock_all_request* request) {
  const std::uint32_t flags = request->flags | request->raw_flags;
  if (flags == 0 || (flags & ~(MAPPROOF_LOCK_CURRENT | MAPPROOF_LOCK_FUTURE)) != 0) return status(EINVAL);
  if (session->conditions.holds(MAPPROOF_WITHOUT_LOCK_PRIVILEGE)) return status(EPERM);
  if (session->conditions.consume(MAPPROOF_LOCK_NOT_NOW)) return status(EAGAIN);
  if ((flags & MAPPROOF_LOCK_CURRENT) != 0) {
    TableLimits limits;
    limits.locked = session->conditions.limits().locked;
    const EditResult result = session->table.change(whole_space, lock_piece, limits);
    if (result != EditResult::done) return status(error_of(result, ENOMEM));
  }
  if ((flags & MAPPROOF_LOCK_FUTURE) != 0) session->lock_future.store(true, std::memory_order_release);
  return status(0);
}

mapproof_status_outcome munlockall(mapproof_session* session) {
  session->lock_future.store(false, std::memory_order_release);
  return status(error_of(session->table.change(whole_space, unlock_piece, no_limits), ENOMEM));
}

}  // namespace mapproof::model
