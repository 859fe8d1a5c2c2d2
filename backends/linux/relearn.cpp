// Finding the window's mappings in /proc/self/maps.
// SPDX-License-Identifier: Apache-2.0
#include "relearn.hpp"

#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <algorithm>

namespace mapproof::lnx {
namespace {

bool is_map_of(const MapsLine& line, int file) {
  struct stat status {};
  return file >= 0 && fstat(file, &status) == 0 && status.st_ino == line.inode && major(status.st_dev) == line.major &&
         minor(status.st_dev) == line.minor;
}

}  // namespace

std::uint64_t physical_begin(const mapproof_session& session, const MapsLine& line) {
  if (!session.device) return no_device;
  for (const MapSource* source : {&session.with_nocache, &session.without_nocache}) {
    if (!is_map_of(line, source->descriptor.number())) continue;
    // For a device file Linux shows the physical address where other files have their offset; a regular file is a
    // test's stand-in for one.
    return session.stands_in ? source->physical + line.offset : line.offset;
  }
  return no_device;
}

void relearn(mapproof_session& session, PageRange range, bool lazy) {
  session.known.clear(range);
  if (lazy && session.known.reserve(range)) session.known.set_lazy(range);
  MapsReader maps;
  for (MapsLine line; maps.opened() && maps.next(line);) {
    const PageRange part{std::max(session.page_of(line.start), range.first),
                         std::min(session.page_of(line.end), range.end)};
    const std::uint64_t begin = part.first < part.end ? physical_begin(session, line) : no_device;
    if (begin == no_device || !session.known.reserve(part)) continue;
    session.known.set_device(part, begin + ((part.first - session.page_of(line.start)) << session.machine.page_shift));
  }
}

}  // namespace mapproof::lnx
