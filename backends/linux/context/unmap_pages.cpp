// munmap_device_memory() on a context.
// SPDX-License-Identifier: Apache-2.0
#include "unmap_pages.hpp"

#include <sys/mman.h>

#include <cerrno>

#include "resync.hpp"

namespace mapproof::lnx {

mapproof_status_outcome unmap_pages(Context& context, void* from, std::size_t length) {
  const auto address = reinterpret_cast<std::uintptr_t>(from);
  const std::uintptr_t last = address + (length - 1);
  const Machine& machine = context.machine;
  const bool outside = last < address || address < machine.lowest_address || last > machine.highest_address;
  if (length == 0 || outside) return {-1, EINVAL};

  // Linux wants a whole-page start; the documents unmap every page that the range touches.
  const std::uintptr_t start = context.start_of_page(address);
  const PageRange pages{context.page_of(start), context.page_of(last) + 1};
  const bool lazy =
      context.has_lazy.load(std::memory_order_relaxed) && context.known.find(start).kind == KnownPages::Kind::lazy;
  // Before the system call: as soon as that returns, another thread may own the addresses.
  if (!context.known.clear(pages)) return {-1, ENOMEM};
  if (munmap(reinterpret_cast<void*>(start), (last | (context.page() - 1)) - start + 1) == 0) return {0, 0};
  const int error = errno;
  resync(context, pages, lazy);
  return {-1, error};
}

}  // namespace mapproof::lnx
