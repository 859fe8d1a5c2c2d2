// How a touch of a lazy page is noticed: the page of the backing file exists only from then on.
// SPDX-License-Identifier: Apache-2.0
#include "residence.hpp"

#include <algorithm>

namespace mapproof::model {
namespace {

void mark_resident(mapproof_session& session, Range range) {
  session.table.change(
      range, [](Extent& extent) { extent.flags |= extent.kind == Kind::memory ? extent_resident : 0u; }, no_limits);
}

// The end of the touched pages that `extent` starts with.
std::uint64_t touched_end(const mapproof_session& session, const Extent& extent) {
  std::uint64_t done = 0;
  while (done < extent.length() && session.memory.touched(extent.physical + done)) done += session.memory.page();
  return extent.start + done;
}

}  // namespace

void make_resident(mapproof_session& session, Range range) {
  for (std::uint64_t at = range.start; at < range.end;) {
    const std::optional<Extent> found = session.table.find(at);
    if (!found || found->kind != Kind::memory) return;
    const Extent extent = found->part(at, range.end);
    std::uint64_t end = extent.end;
    if (!extent.has(extent_resident)) {
      if (extent.has(extent_lazy)) end = touched_end(session, extent);
      if (end == at) return;
      mark_resident(session, {at, end});
    }
    if (end < extent.end) return;
    at = end;
  }
}

}  // namespace mapproof::model
