// shm_ctl(): an object of shm_open() that is memory, or a physical range. Linux cannot keep the latter in the object:
// this process remembers it.
// SPDX-License-Identifier: Apache-2.0
#include "shm_ctl.hpp"

#include <mapproof_qnx.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>

#include "linux/io/quiet_io.hpp"
#include "reason.hpp"

#define MAPPROOF_QNX_CALL extern "C" __attribute__((visibility("default")))

namespace mapproof::lnx {
namespace {

// An entry is written once, by whoever took its number, and then told to be ready.
struct Entry {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  PhysicalObject object;
  std::atomic<bool> is_ready{false};
};

std::array<Entry, 64> entries;
std::atomic<std::size_t> taken{0};

int refused(int error, const char* sentence) {
  note_reason(sentence);
  errno = error;
  return -1;
}

int make_physical(int file, const PhysicalObject& object) {
  struct stat status;
  if (quiet_fstat(file, status) != 0) return refused(EBADF, "shm_ctl(): this descriptor is not open.");
  const std::size_t place = taken.fetch_add(1);
  if (place >= entries.size()) {
    taken.store(entries.size());
    return refused(ENOSPC, "shm_ctl(): a process may have 64 physical objects, and has them.");
  }
  Entry& entry = entries[place];
  entry.device = status.st_dev;
  entry.inode = status.st_ino;
  entry.object = object;
  entry.is_ready.store(true, std::memory_order_release);
  return 0;
}

}  // namespace

// What was said last counts.
bool find_physical_object(int file, PhysicalObject& object) {
  std::size_t count = taken.load(std::memory_order_acquire);
  struct stat status;
  if (count == 0 || quiet_fstat(file, status) != 0) return false;
  if (count > entries.size()) count = entries.size();
  while (count-- > 0) {
    const Entry& entry = entries[count];
    if (!entry.is_ready.load(std::memory_order_acquire)) continue;
    if (entry.device != status.st_dev || entry.inode != status.st_ino) continue;
    object = entry.object;
    return object.size != 0;
  }
  return false;
}

}  // namespace mapproof::lnx

MAPPROOF_QNX_CALL int shm_ctl(int fd, int flags, uint64_t physical, uint64_t size) {
  using namespace mapproof::lnx;
  const bool is_memory = (flags & SHMCTL_ANON) != 0, is_physical = (flags & SHMCTL_PHYS) != 0;
  if (size == 0 || (!is_memory && !is_physical))
    return refused(EINVAL, "shm_ctl(): name a size, and SHMCTL_ANON or SHMCTL_PHYS.");
  if (is_memory && is_physical) {
    return refused(ENOTSUP,
                   "shm_ctl(): Linux gives no physical run to an object: use mmap() with MAP_PHYS and MAP_ANON.");
  }
  if (size > UINT64_MAX - physical) return refused(EINVAL, "shm_ctl(): the range wraps around.");
  PhysicalObject before;
  const bool was_physical = find_physical_object(fd, before);
  if (is_physical) {
    const bool is_known = was_physical && before.physical == physical && before.size == size;
    return is_known ? 0 : make_physical(fd, {physical, size});
  }
  if (was_physical && make_physical(fd, {}) != 0) return -1;
  return ftruncate(fd, static_cast<off_t>(size));
}
