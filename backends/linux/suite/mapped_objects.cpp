// The ring of entries, each written beside its version so that a reader notices when it was overtaken.
// SPDX-License-Identifier: Apache-2.0
#include "mapped_objects.hpp"

#include <sys/stat.h>

namespace mapproof::lnx {
namespace {

std::uint64_t major_minor_of(const MapsLine& line) { return std::uint64_t{line.major} << 32 | line.minor; }

}  // namespace

bool MappedObjects::Object::is_of(const MapsLine& line) const {
  return inode == line.inode && major_minor == major_minor_of(line);
}

int MappedObjects::Object::open_descriptor() const {
  struct stat status {};
  const bool same = fstat(fd, &status) == 0 && status.st_dev == device && status.st_ino == file;
  return same ? fd : -1;
}

// A reader that meets a newer member meets the newer version too, for each member is released and acquired: thread
// fences would say the same, but ThreadSanitizer does not know them.
MappedObjects::Object MappedObjects::Slot::load() const {
  constexpr auto acquire = std::memory_order_acquire;
  return {start.load(acquire), end.load(acquire),         fd.load(acquire),   device.load(acquire),
          file.load(acquire),  major_minor.load(acquire), inode.load(acquire)};
}

void MappedObjects::Slot::store(const Object& object) {
  constexpr auto release = std::memory_order_release;
  start.store(object.start, release);
  end.store(object.end, release);
  fd.store(object.fd, release);
  device.store(object.device, release);
  file.store(object.file, release);
  major_minor.store(object.major_minor, release);
  inode.store(object.inode, release);
}

void MappedObjects::record(std::uintptr_t start, std::size_t length, int fd) {
  struct stat status {};
  MapsReader maps;
  MapsLine line;
  do {
    if (!maps.opened() || !maps.next(line)) return;
  } while (line.end <= start);
  if (line.start > start || fstat(fd, &status) != 0) return;
  const std::uint64_t number = count_.fetch_add(1, std::memory_order_relaxed);
  Slot& slot = slots_[number % capacity];
  slot.version.store(0, std::memory_order_relaxed);
  slot.store({start, start + length, fd, status.st_dev, status.st_ino, major_minor_of(line), line.inode});
  slot.version.store(number + 1, std::memory_order_release);
}

MappedObjects::Object MappedObjects::find(std::uintptr_t address) const {
  Object latest;
  std::uint64_t latest_version = 0;
  for (const Slot& slot : slots_) {
    const std::uint64_t version = slot.version.load(std::memory_order_acquire);
    if (version <= latest_version) continue;
    const Object object = slot.load();
    const bool whole = slot.version.load(std::memory_order_relaxed) == version;
    if (!whole || address < object.start || address >= object.end) continue;
    latest = object;
    latest_version = version;
  }
  return latest;
}

}  // namespace mapproof::lnx
