// mprotect().
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "calls.hpp"
#include "model/native.hpp"
#include "placing.hpp"

namespace mapproof::model {
namespace {

struct Coverage {
  std::uint64_t reached;
  bool forbids_write = false;
};

Coverage look_at(const mapproof_session& session, Range range) {
  return session.table.read(range.start, Coverage{range.start}, [&](Coverage& coverage, const Extent& extent) {
    if (extent.start > coverage.reached) return false;
    coverage.forbids_write = coverage.forbids_write || extent.has(extent_read_only);
    coverage.reached = extent.end;
    return extent.end < range.end;
  });
}

}  // namespace

mapproof_status_outcome mprotect(mapproof_session* session, const mapproof_protect_request* request) {
  const std::uint64_t address = number_of(request->address);
  const std::uint32_t asked = native::protection(request->protection, request->raw_protection);
  if ((asked & native::invalid_protection) != 0 || (address & session->page_mask()) != 0) return status(EINVAL);
  const Range range = whole_pages(*session, address, request->length);
  if (range.start > range.end) return status(ENOMEM);
  if (range.start == range.end) return status(0);
  const Coverage coverage = look_at(*session, range);
  if (coverage.reached < range.end) return status(ENOMEM);
  if ((asked & native::prot_write) != 0 && coverage.forbids_write) return status(EACCES);
  const std::uint32_t portable = native::portable_protection(asked);
  if (::mprotect(request->address, range.end - range.start, native::host_protection(portable)) != 0)
    return status(errno);
  // NOCACHE is a property of the mapping: mprotect() changes who may access, not how.
  const EditResult result = session->table.change(
      range,
      [portable](Extent& extent) {
        extent.protection = (portable & ~MAPPROOF_PROT_NOCACHE) | (extent.protection & MAPPROOF_PROT_NOCACHE);
      },
      no_limits);
  return status(error_of(result, ENOMEM));
}

}  // namespace mapproof::model
