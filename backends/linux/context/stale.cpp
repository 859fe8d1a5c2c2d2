// Comparing the table with Linux.
// SPDX-License-Identifier: Apache-2.0
#include "stale.hpp"

#include "linux/pages/lock_probe.hpp"
#include "resync.hpp"

namespace mapproof::lnx {

void forget_if_gone(Context& context, const void* address) {
  const std::uintptr_t start = context.start_of_page(reinterpret_cast<std::uintptr_t>(address));
  if (context.known.find(start).kind != KnownPages::Kind::device) return;
  const std::uintptr_t page = context.page_of(start);
  // What memory cannot be made cold and has no frame is a device's. Files that play devices have frames.
  if (lock_of(start, context.page()) == Lock::locked && !context.pagemap.word(page).present()) return;
  resync(context, {page, page + 1}, false);
}

}  // namespace mapproof::lnx
