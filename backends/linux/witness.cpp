// What Linux itself says of an address: none of it goes through the calls under test or this backend's own table.
// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "arrange.hpp"
#include "calls.hpp"
#include "maps.hpp"
#include "memtype.hpp"
#include "session.hpp"

namespace mapproof::lnx {
namespace {

constexpr std::uint64_t no_device = UINT64_MAX;

bool is_map_of(const MapsLine& line, int file, struct stat& status) {
  return file >= 0 && fstat(file, &status) == 0 && status.st_ino == line.inode && major(status.st_dev) == line.major &&
         minor(status.st_dev) == line.minor;
}

// The physical address at the begin of this mapping, or no_device. For a device file Linux shows the physical address
// where other files have their offset; a regular file is a test's stand-in for one.
std::uint64_t physical_begin(const mapproof_session& session, const MapsLine& line) {
  if (!session.device) return no_device;
  for (const MapSource* source : {&session.with_nocache, &session.without_nocache}) {
    struct stat status {};
    if (!is_map_of(line, source->descriptor.number(), status)) continue;
    return session.stands_in ? source->physical + line.offset : line.offset;
  }
  return no_device;
}

bool find_line(std::uintptr_t address, MapsLine& line) {
  MapsReader maps;
  while (maps.opened() && maps.next(line)) {
    if (address >= line.start && address < line.end) return true;
  }
  return false;
}

}  // namespace

mapproof_arrange_outcome physical_of(mapproof_session* session, const void* address, uint64_t* physical) {
  const auto number = reinterpret_cast<std::uintptr_t>(address);
  MapsLine line;
  if (!find_line(number, line)) return failed(EACCES, "nothing is mapped there");
  const std::uint64_t begin = physical_begin(*session, line);
  if (begin != no_device) {
    *physical = begin + (number - line.start);
    return done();
  }
  if (!session->knows_frames) return cannot("the kernel hides frame numbers from a process without CAP_SYS_ADMIN");
  Pagemap fresh(session->machine.page_shift);
  const PagemapWord word = fresh.word(session->page_of(number));
  if (!word.present() || word.frame() == 0) return failed(EACCES, "no frame is behind this address");
  *physical = (word.frame() << session->machine.page_shift) | (number & (session->page() - 1));
  return done();
}

mapproof_arrange_outcome caching_of(mapproof_session* session, const void* address, uint32_t* caching) {
  MapsLine line;
  const auto number = reinterpret_cast<std::uintptr_t>(address);
  if (!find_line(number, line)) return failed(EACCES, "nothing is mapped there");
  const std::uint64_t begin = physical_begin(*session, line);
  if (begin == no_device) return cannot("the kernel keeps a list of memory types for device mappings only");
  return memtype_of(session->paths.memtypes, begin + (number - line.start), *caching);
}

mapproof_arrange_outcome mappings(mapproof_session* session, mapproof_mapping* entries, size_t capacity,
                                  size_t* count) {
  MapsReader maps;
  if (!maps.opened()) return cannot("/proc/self/maps cannot be read: mount /proc");
  *count = 0;
  for (MapsLine line; maps.next(line);) {
    if (line.start > session->machine.highest_address) break;
    if (*count < capacity) {
      entries[*count] = {line.start, line.end - line.start, line.protection, 0, physical_begin(*session, line)};
    }
    ++*count;
  }
  return done();
}

}  // namespace mapproof::lnx
