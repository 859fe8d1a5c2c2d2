// The situations that the documents name, brought about with Linux's own limits and rights.
// SPDX-License-Identifier: Apache-2.0
#include <linux/capability.h>
#include <malloc.h>
#include <sys/fsuid.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "arrange.hpp"
#include "linux/io/capability.hpp"
#include "linux/io/descriptor.hpp"
#include "linux/io/quiet_io.hpp"
#include "linux/io/text_file.hpp"
#include "linux/suite/calls.hpp"
#include "linux/suite/session.hpp"
#include "mapping_filler.hpp"
#include "port_privilege.hpp"

namespace mapproof::lnx {
namespace {

constexpr unsigned nobody = 65534;

// Nothing is allocated here, and what the heap could give back is given back before: memory that goes away after it was
// counted would be left under a limit, and a request that must be refused would fit.
std::uint64_t address_space_in_use() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
  char text[128] = "";
  const int file = quiet_open("/proc/self/statm", O_RDONLY);
  if (file >= 0) {
    (void)quiet_read(file, text, sizeof text - 1);
    quiet_close(file);
  }
  return std::strtoull(text, nullptr, 10) * static_cast<unsigned long>(sysconf(_SC_PAGESIZE));
}

std::uint64_t locked_in_use() {
  const std::string status = read_text("/proc/self/status");
  unsigned long long kilobytes = 0;
  const std::string::size_type at = status.find("VmLck:");
  if (at != std::string::npos) std::sscanf(status.c_str() + at, "VmLck: %llu", &kilobytes);
  return kilobytes << 10;
}

mapproof_arrange_outcome limit(__rlimit_resource resource, std::uint64_t bytes, std::optional<rlimit>& saved) {
  rlimit now{};
  getrlimit(resource, &now);
  if (!saved) saved = now;
  if (now.rlim_max != RLIM_INFINITY && bytes > now.rlim_max) return cannot("the hard limit of this process is lower");
  now.rlim_cur = static_cast<rlim_t>(bytes);
  return setrlimit(resource, &now) == 0 ? done() : failed(errno, "setrlimit() refused");
}

mapproof_arrange_outcome unlimit(__rlimit_resource resource, std::optional<rlimit>& saved) {
  if (!saved) return done();
  if (setrlimit(resource, &*saved) != 0) return failed(errno, "setrlimit() refused to put the limit back");
  saved.reset();
  return done();
}

mapproof_arrange_outcome unlimit_locks(mapproof_session& session) {
  if (session.provoked.lock_capability && !set_capability(CAP_IPC_LOCK, true)) {
    return failed(errno, "capset() refused to raise CAP_IPC_LOCK again");
  }
  session.provoked.lock_capability = false;
  return unlimit(RLIMIT_MEMLOCK, session.provoked.locked_memory);
}

mapproof_arrange_outcome limit_locks(mapproof_session& session, std::uint64_t bytes) {
  if (has_capability(CAP_IPC_LOCK)) {
    if (!set_capability(CAP_IPC_LOCK, false)) return failed(errno, "capset() refused to drop CAP_IPC_LOCK");
    session.provoked.lock_capability = true;
  }
  const mapproof_arrange_outcome outcome = limit(RLIMIT_MEMLOCK, bytes, session.provoked.locked_memory);
  // Nobody ends what was not brought about.
  if (outcome.error != 0) unlimit_locks(session);
  return outcome;
}

// The kernel asks for the right to map when the file is opened, so a kept descriptor would outlive the right. It is
// used only while opening the file again would succeed.
bool may_open(const mapproof_session& session) {
  const Window& window = session.windows.front();
  return Descriptor(open_device_file(window.file(true), window.may_write())).number() >= 0;
}

mapproof_arrange_outcome restore_map_privilege(mapproof_session& session) {
  if (session.provoked.file_user) setfsuid(*session.provoked.file_user);
  session.provoked.file_user.reset();
  if (!may_open(session)) return failed(errno, "the window's file cannot be opened any more");
  session.may_map.store(true);
  return done();
}

mapproof_arrange_outcome drop_map_privilege(mapproof_session& session) {
  if (geteuid() != 0) return cannot("only root can switch to a user who may not open the window's file");
  if (session.windows.front().device().opened) {
    return cannot("VFIO asks for the right once, when the group is opened, and that only one process at a time can do");
  }
  // Leaving user 0 for file access also takes the capabilities that override file modes.
  const int before = setfsuid(nobody);
  if (!session.provoked.file_user) session.provoked.file_user = static_cast<unsigned>(before);
  if (may_open(session)) {
    setfsuid(*session.provoked.file_user);
    session.provoked.file_user.reset();
    return cannot("any user may open the window's file here");
  }
  session.may_map.store(false);
  return done();
}

// Windows and ports are mapped by rights of their own: without both of them nothing is.
mapproof_arrange_outcome without_map_privilege(mapproof_session& session, bool on) {
  if (session.windows.empty() && !session.ports) return cannot("this target has no window to map");
  mapproof_arrange_outcome outcome = done();
  if (session.ports) outcome = on ? drop_port_privilege(session) : restore_port_privilege(session);
  if (outcome.error != 0 || session.windows.empty()) return outcome;
  outcome = on ? drop_map_privilege(session) : restore_map_privilege(session);
  if (outcome.error != 0 && on) restore_port_privilege(session);
  return outcome;
}

mapproof_arrange_outcome fill_table(mapproof_session& session, std::uint64_t amount) {
  const char* const reason = fill_mapping_table(session.provoked.fillers, session.page(), amount);
  if (reason == nullptr) return done();
  release_fillers(session.provoked.fillers);
  return cannot(reason);
}

}  // namespace

mapproof_arrange_outcome provoke(mapproof_session* session, const mapproof_provoke_request* request) {
  const bool on = request->on != 0;
  Provoked& provoked = session->provoked;
  switch (request->condition) {
    case MAPPROOF_WITHOUT_MAP_PRIVILEGE:
      return without_map_privilege(*session, on);
    case MAPPROOF_WITHOUT_IO_PRIVILEGE:
      return on ? drop_port_privilege(*session) : restore_port_privilege(*session);
    case MAPPROOF_ADDRESS_SPACE_FULL:
      return on ? limit(RLIMIT_AS, address_space_in_use() + request->amount, provoked.address_space)
                : unlimit(RLIMIT_AS, provoked.address_space);
    case MAPPROOF_MAPPING_TABLE_FULL:
      if (on) return fill_table(*session, request->amount);
      release_fillers(provoked.fillers);
      return done();
    case MAPPROOF_LOCK_LIMIT:
      // A limit of 0 would mean that the right is missing: another errno.
      return on ? limit_locks(*session, std::max<std::uint64_t>(locked_in_use() + request->amount, 1))
                : unlimit_locks(*session);
    case MAPPROOF_WITHOUT_LOCK_PRIVILEGE:
      return on ? limit_locks(*session, 0) : unlimit_locks(*session);
    case MAPPROOF_WITHOUT_EXEC_PRIVILEGE:
      return cannot("Linux has no right to map executable memory that a process could give up and get back");
    case MAPPROOF_PHYSICAL_RANGE_DENIED:
      return cannot("Linux grants all of a device file or nothing");
    case MAPPROOF_UNMAP_INTERRUPTED:
      return cannot("munmap() is never interrupted on Linux");
    case MAPPROOF_FRAMES_MOVE:
      return cannot("Linux moves pages, locked ones too, at times of its own choosing and not on demand");
    default:
      return cannot("Linux offers no way to bring this about");
  }
}

}  // namespace mapproof::lnx
