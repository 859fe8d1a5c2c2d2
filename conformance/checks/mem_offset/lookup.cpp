// The form under test, memory that it can name, and lookups in a child.
// SPDX-License-Identifier: Apache-2.0
#include "lookup.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <type_traits>
#include <utility>

#include "calls/needs.hpp"
#include "core/touch.hpp"
#include "record/recorded_access.hpp"

namespace mapproof {
namespace {

// One past the last address that an off_t of 32 bits can hold.
constexpr std::uint64_t end_of_reach = std::uint64_t{1} << 31;

// A call may be interrupted as often as it likes; what never ends otherwise does not.
constexpr int most_interruptions = 100;

mapproof_memory_kind kind_in_reach(bool reach_ends_at_2_gib) {
  return reach_ends_at_2_gib ? MAPPROOF_MEMORY_BELOW_2G : MAPPROOF_MEMORY_ANONYMOUS;
}

}  // namespace

void LookupCheck::body() {
  if (&claim() != &row()) {
    const std::string id(claim().id);
    if (!claim().judged_in.contains(profile())) throw Untested{id + " is not demanded by this profile's documents."};
    // The row itself needs one form only; what its parts need besides, a subject may lack.
    const std::string missing = missing_need(session(), claim().needs & ~std::uint32_t{api_offset32});
    if (!missing.empty()) throw Untested{"as " + id + " says: " + missing};
  }
  attempt();
}

// MOF_32: to be interrupted is no refusal; the call is repeated.
mapproof_status_outcome LookupCheck::call(Form which, const mapproof_offset_request& request) const {
  mapproof_status_outcome outcome = which(session().handle(), &request);
  for (int i = 0; i < most_interruptions && outcome.value == -1 && outcome.error == EINTR; ++i) {
    outcome = which(session().handle(), &request);
  }
  return outcome;
}

Result<Offset> LookupCheck::ask(Form which, int fd, const void* address, std::size_t length) const {
  std::int64_t offset = 0;
  std::size_t contig_length = 0;
  const mapproof_status_outcome outcome = call(which, {address, length, &offset, &contig_length, nullptr, fd, 0});
  if (outcome.value == -1) return Errno{outcome.error};
  return Offset{static_cast<std::uint64_t>(offset), contig_length};
}

Result<Offset> LookupCheck::look_up(const void* address, std::size_t length) const {
  return look_up_with(MAPPROOF_NOFD, address, length);
}

Result<Offset> LookupCheck::look_up_with(int fd, const void* address, std::size_t length) const {
  return ask(form(), fd, address, length);
}

bool LookupCheck::is_above_reach(const void* address) const {
  return reach_ends_at_2_gib() && physical_of(address) >= end_of_reach;
}

Result<Offset> LookupCheck::look_up_anywhere(const void* address, std::size_t length) const {
  const auto found = look_up(address, length);
  const bool overflowed = !found && found.error().number == EOVERFLOW;
  if (!overflowed || wide_form() == nullptr || !is_above_reach(address)) return found;
  return ask(wide_form(), MAPPROOF_NOFD, address, length);
}

void LookupCheck::require_reach(const void* address, std::size_t length) const {
  for (std::size_t distance = 0; distance < length; distance += page()) {
    if (is_above_reach(at(address, distance))) {
      throw Untested{"the subject put this memory above 2 GiB, where mem_offset() cannot name it."};
    }
  }
}

void LookupCheck::lock(const void* address, std::size_t length) const {
  if (session().has(&mapproof_backend::mlock)) given(session().lock(address, length));
}

void LookupCheck::lock_where_demanded(const void* address, std::size_t length) const {
  if (where_lookups_need_a_lock.contains(profile())) lock(address, length);
}

void* LookupCheck::resident_memory(mapproof_memory_kind kind, std::size_t length) const {
  void* const address = memory(kind, length);
  for (std::size_t distance = 0; distance < length; distance += page()) {
    touch(at(address, distance));
  }
  return address;
}

void* LookupCheck::locked_memory(std::size_t length) const {
  void* const address = resident_memory(length);
  lock(address, length);
  return address;
}

void* LookupCheck::ready_memory(mapproof_memory_kind kind, std::size_t length) const {
  void* const address = resident_memory(kind, length);
  lock(address, length);
  require_reach(address, length);
  return address;
}

void* LookupCheck::ready_memory(std::size_t length) const {
  return ready_memory(kind_in_reach(reach_ends_at_2_gib()), length);
}

void* LookupCheck::memory_for_both_forms(std::size_t length) const {
  return ready_memory(kind_in_reach(off_t_is_narrow()), length);
}

void* LookupCheck::memory_too_high_for_off_t(mapproof_memory_kind kind, std::size_t length) const {
  if (!off_t_is_narrow()) throw Untested{"off_t has 64 bits here: no address is too large for it."};
  void* const address = memory(kind, length);
  lock(address, length);
  return address;
}

LookupCheck::DeviceMapping LookupCheck::device_mapping(std::size_t length) const {
  if (!session().has(&mapproof_backend::mmap_device_memory)) throw Untested{"nothing can be mapped here."};
  if (!reach_ends_at_2_gib()) {
    const std::uint64_t physical = pages_to_map(length / page()).physical;
    return {given(session().map({.physical = physical, .length = length})), physical};
  }
  void* const memory = resident_memory(MAPPROOF_MEMORY_BELOW_2G, length);
  const std::uint64_t physical = physical_of(memory);
  if (run_at(memory, length) < length) throw Untested{"no contiguous memory lies below 2 GiB."};
  auto mapping = session().map({.physical = physical, .length = length});
  if (!mapping) throw Untested{"memory below 2 GiB cannot be mapped here: " + name_of(mapping.error()) + "."};
  return {std::move(mapping.value()), physical};
}

void* LookupCheck::unmapped_address(const std::function<void(void*)>& while_mapped) const {
  const mapproof_backend& table = session().table();
  if (table.memory_acquire == nullptr || table.memory_release == nullptr) {
    throw Untested{"this backend cannot give memory and take it back."};
  }
  // Taken back from the middle of many pages: the allocator of this process puts what it maps next to an end.
  const std::size_t length = 64 * page();
  const mapproof_memory_request request{MAPPROOF_MEMORY_ANONYMOUS, -1, length};
  void* address = nullptr;
  const mapproof_arrange_outcome acquired = table.memory_acquire(session().handle(), &request, &address);
  if (acquired.error != 0) throw Unresolved{std::string("memory could not be acquired: ") + acquired.reason};
  while_mapped(at(address, length / 2));
  const mapproof_arrange_outcome released = table.memory_release(session().handle(), address, length);
  if (released.error != 0) throw Unresolved{std::string("memory could not be released: ") + released.reason};
  return at(address, length / 2);
}

std::size_t LookupCheck::run_at(const void* address, std::size_t length) const {
  const std::uint64_t start = physical_of(address);
  std::size_t run = page() - reinterpret_cast<std::uintptr_t>(address) % page();
  while (run < length && physical_of(at(address, run)) == start + run) run += page();
  return run < length ? run : length;
}

AcceptSet LookupCheck::accepted() const {
  const AcceptSet errnos = Check::accepted();
  return wide() ? errnos.without(EOVERFLOW) : errnos;
}

Result<Offset> LookupCheck::in_child(const std::function<Result<Offset>()>& look_up) const {
  struct Report {
    Result<Offset> found;
    bool changed;
  };
  static_assert(std::is_trivially_copyable_v<Report>, "travels through a pipe");
  int ends[2];
  if (pipe(ends) != 0) throw Unresolved{"no pipe to a child: " + errno_name(errno)};
  RecordedCall* const recorded = record_probe();
  const pid_t child = fork();
  if (child == -1) throw Unresolved{"no child: " + errno_name(errno)};
  if (child == 0) {
    const Snapshot before(session(), WindowViews{});
    const Result<Offset> found = look_up();
    const Report report{found, !found && !before.difference(Snapshot(session(), WindowViews{})).empty()};
    _exit(write(ends[1], &report, sizeof report) == static_cast<ssize_t>(sizeof report) ? 0 : 1);
  }
  close(ends[1]);
  Report report{Errno{0}, false};
  const ssize_t received = read(ends[0], static_cast<void*>(&report), sizeof report);
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  record_probe_result(recorded, WIFSIGNALED(status) ? WTERMSIG(status) : 0);
  if (received != static_cast<ssize_t>(sizeof report) || status != 0)
    throw Unresolved{"the child ended without an answer"};
  EXPECT_FALSE(report.changed) << "a refused call changes nothing, but the child's mappings are not what they were";
  return report.found;
}

}  // namespace mapproof
