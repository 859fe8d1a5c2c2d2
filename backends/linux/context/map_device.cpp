// mmap_device_memory(), with the documents' errno where Linux accepts or answers otherwise.
// SPDX-License-Identifier: Apache-2.0
#include "map_device.hpp"

#include <sys/mman.h>

#include <cerrno>

#include "native.hpp"
#include "resync.hpp"

namespace mapproof::lnx {
namespace {

// A request in Linux's terms.
struct Plan {
  std::uintptr_t place = 0;  // 0, hint or exact, on a page border
  std::size_t span = 0;      // whole pages
  std::size_t in_page = 0;   // distance of the wanted byte from the first of them
  std::size_t unwanted = 0;  // what must be mapped before them
  std::uint64_t physical = 0;
  int protection = 0;
  int flags = MAP_SHARED;
  int file = -1;
  off_t offset = 0;

  bool fixed() const { return (flags & MAP_FIXED) != 0; }
};

mapproof_address_outcome refused(int error) { return {MAP_FAILED, error}; }

// The documents know four errnos (and EAGAIN for locked future mappings). Whatever a driver or the file system says
// else is about the physical range or about the caller's rights.
int documented_error(int linux_error) {
  switch (linux_error) {
    case ENOMEM:
    case EAGAIN:
      return linux_error;
    case EACCES:  // the descriptor's mode, or a policy against writable code
    case EPERM:   // STRICT_DEVMEM, lockdown: a range that this caller may not map
      return EPERM;
    default:
      return ENXIO;
  }
}

// The part of a plan that the window answers for, but for its descriptor.
void locate(const Context& context, const DeviceRequest& request, bool nocache, const Window& window, Plan& plan) {
  const std::size_t page = context.page();
  const DeviceFile& file = window.file(nocache);
  plan.in_page = static_cast<std::size_t>(request.physical & (page - 1));
  plan.physical = request.physical - plan.in_page;
  plan.span = (plan.in_page + request.length + page - 1) & ~(page - 1);
  plan.unwanted = file.only_from_start ? static_cast<std::size_t>(plan.physical - file.physical) : 0;
  plan.offset = static_cast<off_t>(file.offset_of(plan.physical - plan.unwanted));
}

int place(const Context& context, const DeviceRequest& request, Plan& plan) {
  const auto wanted = reinterpret_cast<std::uintptr_t>(request.address);
  plan.place = context.start_of_page(wanted);
  if (!plan.fixed()) {
    // A hint that no process may have is no hint.
    if (plan.place > context.machine.highest_address) plan.place = 0;
    return 0;
  }
  if (wanted - plan.place != plan.in_page) return ENXIO;
  const std::uintptr_t last = plan.place + (plan.span - 1);
  const bool outside =
      plan.place < context.machine.lowest_address || last < plan.place || last > context.machine.highest_address;
  return outside ? ENOMEM : 0;
}

// In the order in which the observed system checks: type and length, protection, flags, privilege, physical range,
// resources, the geometry of MAP_FIXED.
int make_plan(Context& context, const DeviceRequest& request, Plan& plan) {
  std::uint32_t protection = request.protection;
  const std::uint32_t flags = request.flags;
  if (request.length == 0) return EINVAL;
  if ((protection & ~prot_valid) != 0 || (flags & ~map_valid) != 0) return EINVAL;
  protection |= flags & prot_nocache;
  if (!context.may_map.load(std::memory_order_relaxed)) return EPERM;
  plan.protection = linux_protection(protection);
  Window* const window = context.window_at(request.physical);
  if (window != nullptr && !window->allows(plan.protection)) return EPERM;
  if (request.length > SIZE_MAX - (request.physical & (context.page() - 1)) - (context.page() - 1)) return ENOMEM;
  if (window == nullptr || request.length - 1 > window->last() - request.physical) return ENXIO;
  if ((flags & map_fixed) != 0) plan.flags |= MAP_FIXED;
  const bool nocache = (protection & prot_nocache) != 0;
  locate(context, request, nocache, *window, plan);
  plan.file = window->descriptor(nocache);
  return plan.file < 0 ? documented_error(errno) : place(context, request, plan);
}

// Linux's call for a plan. A file that can only be mapped from its start gives more than is wanted: that goes again.
void* map_plan(const Plan& plan) {
  void* const wanted = reinterpret_cast<void*>(plan.place);
  if (plan.unwanted == 0) return mmap(wanted, plan.span, plan.protection, plan.flags, plan.file, plan.offset);
  void* const all = mmap(nullptr, plan.unwanted + plan.span, plan.protection, MAP_SHARED, plan.file, plan.offset);
  if (all == MAP_FAILED) return all;
  char* start = static_cast<char*>(all) + plan.unwanted;
  munmap(all, plan.unwanted);
  if (!plan.fixed()) return start;
  void* const moved = mremap(start, plan.span, plan.span, MREMAP_MAYMOVE | MREMAP_FIXED, wanted);
  if (moved == MAP_FAILED) {
    const int error = errno;
    munmap(start, plan.span);
    errno = error;
  }
  return moved;
}

PageRange pages_of(const Context& context, std::uintptr_t start, std::size_t span) {
  return {context.page_of(start), context.page_of(start) + (span >> context.machine.page_shift)};
}

mapproof_address_outcome map_anywhere(Context& context, const Plan& plan) {
  void* const start = map_plan(plan);
  if (start == MAP_FAILED) return refused(documented_error(errno));
  const PageRange pages = pages_of(context, reinterpret_cast<std::uintptr_t>(start), plan.span);
  if (!context.known.set_device(pages, plan.physical)) {
    munmap(start, plan.span);
    return refused(ENOMEM);
  }
  return {static_cast<std::byte*>(start) + plan.in_page, 0};
}

mapproof_address_outcome map_fixed_over(Context& context, const Plan& plan) {
  const PageRange pages = pages_of(context, plan.place, plan.span);
  if (!context.known.reserve(pages)) return refused(ENOMEM);
  void* const start = map_plan(plan);
  if (start == MAP_FAILED) {
    const int error = errno;
    // Kernels before 6.12 have already unmapped the old pages when the driver refuses.
    resync(context, pages, context.known.find(plan.place).kind == KnownPages::Kind::lazy);
    return refused(documented_error(error));
  }
  context.known.set_device(pages, plan.physical);
  return {static_cast<std::byte*>(start) + plan.in_page, 0};
}

}  // namespace

mapproof_address_outcome map_device(Context& context, const DeviceRequest& request) {
  Plan plan;
  const int error = make_plan(context, request, plan);
  if (error != 0) return refused(error);
  return plan.fixed() ? map_fixed_over(context, plan) : map_anywhere(context, plan);
}

mapproof_address_outcome map_device_unchecked(Context& context, const DeviceRequest& request) {
  Plan plan;
  plan.protection = linux_protection(request.protection);
  Window* const window = context.window_at(request.physical);
  const bool nocache = (request.protection & prot_nocache) != 0;
  if (window == nullptr) return refused(ENXIO);
  locate(context, request, nocache, *window, plan);
  plan.file = window->opened(nocache);
  plan.place = context.start_of_page(reinterpret_cast<std::uintptr_t>(request.address));
  if ((request.flags & map_fixed) != 0) plan.flags |= MAP_FIXED;
  void* const start = map_plan(plan);
  if (start == MAP_FAILED) return refused(errno);
  return {static_cast<std::byte*>(start) + plan.in_page, 0};
}

}  // namespace mapproof::lnx
