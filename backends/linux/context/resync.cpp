// Finding the window's mappings in /proc/self/maps.
// SPDX-License-Identifier: Apache-2.0
#include "resync.hpp"

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

// A device file mostly shows the physical address where other files show their offset.
std::uint64_t physical_shown(const Window& window, const DeviceFile& file, std::uint64_t shown, std::size_t page) {
  const std::uint64_t length = (window.last() - file.physical) / page * page + page;
  if (!window.device().is_file && shown - file.physical < length) return shown;
  return shown - file.position < length ? file.physical + (shown - file.position) : no_device;
}

}  // namespace

std::uint64_t physical_begin(const Context& context, const MapsLine& line) {
  for (const Window& window : context.windows) {
    for (const bool nocache : {true, false}) {
      if (!is_map_of(line, window.opened(nocache))) continue;
      const std::uint64_t begin = physical_shown(window, window.file(nocache), line.offset, context.page());
      if (begin != no_device) return begin;
    }
  }
  return no_device;
}

void resync(Context& context, PageRange range, bool lazy) {
  if (!context.known.clear(range)) return;
  if (lazy) context.known.set_lazy(range);
  MapsReader maps;
  for (MapsLine line; maps.opened() && maps.next(line);) {
    const PageRange part{std::max(context.page_of(line.start), range.first),
                         std::min(context.page_of(line.end), range.end)};
    const std::uint64_t begin = part.first < part.end ? physical_begin(context, line) : no_device;
    if (begin == no_device) continue;
    context.known.set_device(part, begin + ((part.first - context.page_of(line.start)) << context.machine.page_shift));
  }
}

}  // namespace mapproof::lnx
