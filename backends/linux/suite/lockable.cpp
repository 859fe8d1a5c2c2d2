// Looking at a range as Linux shows it, and at what only this backend knows to be lazy.
// SPDX-License-Identifier: Apache-2.0
#include "lockable.hpp"

#include "linux/pages/maps.hpp"

namespace mapproof::lnx {

bool is_accessible(std::uintptr_t start, std::uintptr_t end) {
  MapsReader maps;
  for (MapsLine line; start < end && maps.opened() && maps.next(line);) {
    if (line.end <= start) continue;
    if (line.start > start || line.protection == 0) return false;
    start = line.end;
  }
  return start >= end;
}

bool is_backed(Context& context, std::uintptr_t start, std::uintptr_t end) {
  if (!is_accessible(start, end)) return false;
  while (start < end) {
    const KnownPages::Found found = context.known.find(start);
    if (found.kind != KnownPages::Kind::lazy) {
      start = found.end << context.machine.page_shift;
      continue;
    }
    const PagemapWord word = context.pagemap.word(context.page_of(start));
    if (!word.present() && !word.swapped()) return false;
    start += context.page();
  }
  return true;
}

}  // namespace mapproof::lnx
