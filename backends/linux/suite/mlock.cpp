// mlock() and its neighbours, with lazy memory kept lazy.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

#include "calls.hpp"
#include "linux/pages/lock_probe.hpp"
#include "linux/pages/maps.hpp"
#include "lockable.hpp"
#include "session.hpp"

#ifndef MLOCK_ONFAULT
#define MLOCK_ONFAULT 1
#endif

namespace mapproof::lnx {
namespace {

// The C library's functions do nothing in a program with a sanitizer.
int locked(std::uintptr_t start, std::size_t length, unsigned flags) {
  return static_cast<int>(syscall(SYS_mlock2, start, length, flags));
}

mapproof_status_outcome outcome_of(int result) { return {result, result == 0 ? 0 : errno}; }

// Locks [start, end), the lazy parts so that they become resident only when touched.
int lock_by_kind(const mapproof_session& session, std::uintptr_t start, std::uintptr_t end) {
  while (start < end) {
    const bool lazy = session.known.find(start).kind == KnownPages::Kind::lazy;
    std::uintptr_t stop = start;
    do {
      stop = session.known.find(stop).end << session.machine.page_shift;
    } while (stop < end && (session.known.find(stop).kind == KnownPages::Kind::lazy) == lazy);
    if (stop > end) stop = end;
    // A lock on fault touches nothing, and so does not notice that nothing may be touched.
    if (lazy && !is_accessible(start, stop)) {
      errno = ENOMEM;
      return -1;
    }
    if (locked(start, stop - start, lazy ? MLOCK_ONFAULT : 0) != 0) return -1;
    start = stop;
  }
  return 0;
}

std::size_t memory_of_machine() {
  return static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

// Whether what is mapped from now on is born locked. The kernel tells it no other way.
bool locks_future(const mapproof_session& session) {
  const std::size_t page = session.page();
  void* const memory = mmap(nullptr, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return false;
  const bool born_locked = lock_of(reinterpret_cast<std::uintptr_t>(memory), page) == Lock::locked;
  munmap(memory, page);
  return born_locked;
}

// mlockall(MCL_CURRENT) would also make lazy memory resident, and memory that can never be (a sanitizer's shadow of
// many terabytes). So it locks all on fault first, and then makes resident what may and can be; what fails there, fails
// silently in mlockall() too. Without MCL_FUTURE the call would take back what an earlier one said of the future.
int lock_current(const mapproof_session& session) {
  const bool future = locks_future(session);
  if (syscall(SYS_mlockall, MCL_CURRENT | MCL_ONFAULT | (future ? MCL_FUTURE : 0)) != 0) return -1;
  if (future && syscall(SYS_mlockall, MCL_FUTURE) != 0) return -1;
  const std::size_t memory = memory_of_machine();
  MapsReader maps;
  for (MapsLine line; maps.opened() && maps.next(line);) {
    if (session.known.owns(line.start)) continue;
    if (line.protection != 0 && line.end - line.start < memory && line.end <= session.machine.highest_address) {
      lock_by_kind(session, line.start, line.end);
    }
  }
  return 0;
}

// Where all memory counts as locked, only the range can be wrong. It is locked all the same, if this process may: that
// keeps it from being swapped. On fault, because a lock that writes to each page would move what fork() shared.
mapproof_status_outcome look_only(mapproof_session& session, std::uintptr_t start, std::uintptr_t end) {
  if (!is_backed(session, start, end)) return {-1, ENOMEM};
  locked(start, end - start, MLOCK_ONFAULT);
  return {0, 0};
}

}  // namespace

mapproof_status_outcome lock(mapproof_session* session, const mapproof_lock_request* request) {
  const auto address = reinterpret_cast<std::uintptr_t>(request->address);
  // Linux rounds such a length to nothing and says that it locked it.
  if (request->length > session->machine.highest_address) return {-1, ENOMEM};
  const std::uintptr_t start = session->start_of_page(address);
  std::uintptr_t end = start;
  if (request->length != 0) end = (address + request->length + session->page() - 1) & ~(session->page() - 1);
  if (session->rules.locks_only_look) return look_only(*session, start, end);
  // From the middle of a page on, Linux takes no bytes for one page.
  if (request->length == 0) return outcome_of(locked(start, 0, 0));
  if (!session->has_lazy.load(std::memory_order_relaxed)) return outcome_of(locked(address, request->length, 0));
  return outcome_of(lock_by_kind(*session, start, end));
}

mapproof_status_outcome unlock(mapproof_session* session, const mapproof_lock_request* request) {
  const auto address = reinterpret_cast<std::uintptr_t>(request->address);
  const std::uintptr_t start = request->length == 0 ? session->start_of_page(address) : address;
  return outcome_of(static_cast<int>(syscall(SYS_munlock, start, request->length)));
}

mapproof_status_outcome lock_all(mapproof_session* session, const mapproof_lock_all_request* request) {
  const std::uint32_t flags = request->flags | request->raw_flags;
  constexpr std::uint32_t known = MAPPROOF_LOCK_CURRENT | MAPPROOF_LOCK_FUTURE;
  if (flags == 0 || (flags & ~known) != 0) return {-1, EINVAL};
  if ((flags & MAPPROOF_LOCK_CURRENT) != 0 && lock_current(*session) != 0) return {-1, errno};
  // MCL_FUTURE alone leaves what is there as it is.
  if ((flags & MAPPROOF_LOCK_FUTURE) == 0) return {0, 0};
  return outcome_of(static_cast<int>(syscall(SYS_mlockall, MCL_FUTURE)));
}

mapproof_status_outcome unlock_all(mapproof_session* session) {
  (void)session;
  return outcome_of(static_cast<int>(syscall(SYS_munlockall)));
}

}  // namespace mapproof::lnx
