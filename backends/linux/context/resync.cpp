// Finding the window's mappings in /proc/self/maps.
// SPDX-License-Identifier: Apache-2.0
#include "resync.hpp"

#include <algorithm>

namespace mapproof::lnx {
namespace {

std::uint64_t length_of(const Window& window, const DeviceFile& file, std::size_t page) {
  return (window.last() - file.physical) / page * page + page;
}

// A device file mostly shows the physical address where other files show their offset.
std::uint64_t physical_shown(const Window& window, const DeviceFile& file, std::uint64_t shown, std::size_t page) {
  const std::uint64_t length = length_of(window, file, page);
  if (!window.device().is_file && shown - file.physical < length) return shown;
  return shown - file.position < length ? file.physical + (shown - file.position) : no_device;
}

// Calls `visit` with each window's file of which this is a mapping.
template <typename Visit>
void visit_files(const Context& context, const MapsLine& line, const Visit& visit) {
  if (!line.shared) return;
  for (const Window& window : context.windows) {
    for (const bool nocache : {true, false}) {
      if (window.is_map_of(line, nocache)) visit(window, window.file(nocache));
    }
  }
}

bool could_be(const Window& window, const DeviceFile& file, std::uint64_t shown, std::uint64_t physical) {
  const bool is_inside = physical >= file.physical && physical <= window.last();
  return is_inside && (shown == file.offset_of(physical) || (!window.device().is_file && shown == physical));
}

}  // namespace

std::uint64_t physical_begin(const Context& context, const MapsLine& line) {
  std::uint64_t begin = no_device;
  bool doubtful = false;
  visit_files(context, line, [&](const Window& window, const DeviceFile& file) {
    const std::uint64_t here = physical_shown(window, file, line.offset, context.page());
    doubtful = doubtful || (begin != no_device && here != no_device && here != begin);
    if (here != no_device) begin = here;
  });
  return doubtful ? no_device : begin;
}

std::uint64_t device_address(const Context& context, const MapsLine& line, std::uintptr_t address) {
  const KnownPages::Found noted = context.known.find(address);
  const std::uint64_t shown = line.offset + (context.start_of_page(address) - line.start);
  bool confirmed = false;
  if (noted.kind == KnownPages::Kind::device) {
    visit_files(context, line, [&](const Window& window, const DeviceFile& file) {
      confirmed = confirmed || could_be(window, file, shown, noted.physical);
    });
  }
  if (confirmed) return noted.physical | (address & (context.page() - 1));
  const std::uint64_t begin = physical_begin(context, line);
  return begin == no_device ? no_device : begin + (address - line.start);
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
