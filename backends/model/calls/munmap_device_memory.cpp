// munmap_device_memory(), munmap() and munmap_flags().
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "calls.hpp"
#include "placing.hpp"

namespace mapproof::model {
namespace {

/// Unmaps what an edit took out of the table, neighbours in one system call. Only what the model handed out is ever
/// unmapped: a range may cover memory of the suite itself (docs/decisions/0008).
class Removal {
 public:
  explicit Removal(mapproof_session& session) : session_(session) {}

  void add(const Extent& extent) {
    if (extent.start != run_.end) finish();
    if (run_.end == 0) run_.start = extent.start;
    run_.end = extent.end;
  }
  void finish() {
    if (run_.end != 0 && error_ == 0 && ::munmap(pointer_to(run_.start), run_.end - run_.start) != 0) {
      error_ = errno;
      kept_from_ = run_.start;
    }
    run_ = {0, 0};
  }
  // The system has no room to split its own mapping: what is still there goes back into the table.
  void settle(const Extent& extent) {
    if (extent.start >= kept_from_) {
      session_.table.replace({extent.start, extent.end}, &extent, 1, no_limits);
    } else {
      drop_frames(session_, extent);
    }
  }
  int error() const { return error_; }

 private:
  mapproof_session& session_;
  Range run_{0, 0};
  std::uint64_t kept_from_ = UINT64_MAX;
  int error_ = 0;
};

}  // namespace

// The table forgets the range before the system does: afterwards another thread may be given the same addresses.
int remove_pages(mapproof_session& session, Range range, const TableLimits& limits) {
  MappingTable::Retired removed;
  if (session.table.replace(range, nullptr, 0, limits, &removed) != EditResult::done) return ENOMEM;
  Removal removal(session);
  removed.for_each([&](const Extent& extent) { removal.add(extent); });
  removal.finish();
  removed.for_each([&](const Extent& extent) { removal.settle(extent); });
  return removal.error();
}

mapproof_status_outcome munmap(mapproof_session* session, const mapproof_unmap_request* request) {
  if (request->length == 0) return status(EINVAL);
  const Range range = whole_pages(*session, number_of(request->address), request->length);
  if (range.start >= range.end || !inside(session->space, range)) return status(EINVAL);
  if (session->conditions.consume(MAPPROOF_UNMAP_INTERRUPTED)) return status(EINTR);
  return status(remove_pages(*session, range, session->conditions.limits()));
}

mapproof_status_outcome munmap_device_memory(mapproof_session* session, const mapproof_unmap_request* request) {
  return munmap(session, request);
}

// No flag is defined from QNX 7.0 on.
mapproof_status_outcome munmap_flags(mapproof_session* session, const mapproof_unmap_request* request) {
  return request->flags != 0 ? status(EINVAL) : munmap(session, request);
}

}  // namespace mapproof::model
