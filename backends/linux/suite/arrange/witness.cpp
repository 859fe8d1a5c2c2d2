// What Linux itself says of an address: none of it goes through the calls under test or this backend's own table.
// SPDX-License-Identifier: Apache-2.0
#include "arrange.hpp"
#include "linux/context/resync.hpp"
#include "linux/pages/maps.hpp"
#include "linux/suite/calls.hpp"
#include "linux/suite/session.hpp"
#include "memtype.hpp"

namespace mapproof::lnx {
namespace {

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
  const Pagemap fresh;
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
