// mmap_device_memory(), with the documents' errno where Linux accepts or answers otherwise.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include <cerrno>

#include "calls.hpp"
#include "native.hpp"
#include "relearn.hpp"
#include "session.hpp"

namespace mapproof::lnx {
namespace {

// A request in Linux's terms.
struct Plan {
  std::uintptr_t place = 0;  // 0, hint or exact, on a page border
  std::size_t span = 0;      // whole pages
  std::size_t in_page = 0;   // distance of the wanted byte from the first of them
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

void locate(const mapproof_session& session, const mapproof_map_request& request, std::uint32_t protection,
            Plan& plan) {
  const std::size_t page = session.page();
  const MapSource& source = (protection & prot_nocache) != 0 ? session.with_nocache : session.without_nocache;
  plan.in_page = static_cast<std::size_t>(request.physical & (page - 1));
  plan.physical = request.physical - plan.in_page;
  plan.span = (plan.in_page + request.length + page - 1) & ~(page - 1);
  plan.protection = linux_protection(protection);
  plan.file = source.file.load(std::memory_order_relaxed);
  plan.offset = static_cast<off_t>(plan.physical - source.physical);
}

int place(const mapproof_session& session, const mapproof_map_request& request, Plan& plan) {
  const auto wanted = reinterpret_cast<std::uintptr_t>(request.address);
  plan.place = session.start_of_page(wanted);
  if (!plan.fixed()) {
    // A hint that no process may have is no hint.
    if (plan.place > session.machine.highest_address) plan.place = 0;
    return 0;
  }
  if (wanted - plan.place != plan.in_page) return ENXIO;
  const std::uintptr_t last = plan.place + (plan.span - 1);
  const bool outside =
      plan.place < session.machine.lowest_address || last < plan.place || last > session.machine.highest_address;
  return outside ? ENOMEM : 0;
}

// In the order in which the observed system checks: type and length, protection, flags, privilege, physical range,
// resources, the geometry of MAP_FIXED.
int make_plan(const mapproof_session& session, const mapproof_map_request& request, Plan& plan) {
  std::uint32_t protection = native_protection(request.protection, request.raw_protection);
  const std::uint32_t flags = native_flags(request.flags, request.raw_flags);
  if (request.length == 0) return EINVAL;
  if ((protection & ~prot_valid) != 0 || (flags & ~map_valid) != 0) return EINVAL;
  protection |= flags & prot_nocache;
  locate(session, request, protection, plan);
  if (plan.file < 0) return EPERM;
  if ((plan.protection & PROT_WRITE) != 0 && !session.may_write) return EPERM;
  if (request.length > SIZE_MAX - plan.in_page - (session.page() - 1)) return ENOMEM;
  const std::uint64_t last = request.physical + (request.length - 1);
  const bool outside =
      last < request.physical || request.physical < session.device->physical || last > session.last_physical;
  if (outside) return ENXIO;
  if ((flags & map_fixed) != 0) plan.flags |= MAP_FIXED;
  return place(session, request, plan);
}

PageRange pages_of(const mapproof_session& session, std::uintptr_t start, std::size_t span) {
  return {session.page_of(start), session.page_of(start) + (span >> session.machine.page_shift)};
}

mapproof_address_outcome map_anywhere(mapproof_session& session, const Plan& plan) {
  void* const start =
      mmap(reinterpret_cast<void*>(plan.place), plan.span, plan.protection, plan.flags, plan.file, plan.offset);
  if (start == MAP_FAILED) return refused(documented_error(errno));
  const PageRange pages = pages_of(session, reinterpret_cast<std::uintptr_t>(start), plan.span);
  if (!session.known.reserve(pages)) {
    munmap(start, plan.span);
    return refused(ENOMEM);
  }
  session.known.set_device(pages, plan.physical);
  return {static_cast<std::byte*>(start) + plan.in_page, 0};
}

mapproof_address_outcome map_fixed_over(mapproof_session& session, const Plan& plan) {
  const PageRange pages = pages_of(session, plan.place, plan.span);
  if (!session.known.reserve(pages)) return refused(ENOMEM);
  void* const start =
      mmap(reinterpret_cast<void*>(plan.place), plan.span, plan.protection, plan.flags, plan.file, plan.offset);
  if (start == MAP_FAILED) {
    const int error = errno;
    // Kernels before 6.12 have already unmapped the old pages when the driver refuses.
    relearn(session, pages, session.known.find(plan.place).kind == KnownPages::Kind::lazy);
    return refused(documented_error(error));
  }
  session.known.set_device(pages, plan.physical);
  return {static_cast<std::byte*>(start) + plan.in_page, 0};
}

}  // namespace

mapproof_address_outcome mmap_device_memory(mapproof_session* session, const mapproof_map_request* request) {
  Plan plan;
  const int error = make_plan(*session, *request, plan);
  if (error != 0) return refused(error);
  return plan.fixed() ? map_fixed_over(*session, plan) : map_anywhere(*session, plan);
}

mapproof_address_outcome floor_map(mapproof_session* session, const mapproof_map_request* request) {
  Plan plan;
  locate(*session, *request, native_protection(request->protection, request->raw_protection), plan);
  void* const start = mmap(request->address, plan.span, plan.protection, plan.flags, plan.file, plan.offset);
  if (start == MAP_FAILED) return refused(errno);
  return {static_cast<std::byte*>(start) + plan.in_page, 0};
}

}  // namespace mapproof::lnx
