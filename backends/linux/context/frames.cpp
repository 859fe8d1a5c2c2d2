// Resolving one address, and measuring the physical run that begins there.
// SPDX-License-Identifier: Apache-2.0
#include "frames.hpp"

#include <algorithm>
#include <cerrno>

#include "linux/io/quiet_io.hpp"
#include "linux/pages/frame_words.hpp"
#include "linux/pages/lock_probe.hpp"
#include "linux/pages/maps.hpp"
#include "resync.hpp"

#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22
#define MADV_POPULATE_WRITE 23
#endif

namespace mapproof::lnx {
namespace {

// Up to this many pages, asking page by page beats reading /proc/self/maps.
constexpr std::size_t few_pages = 32;

// Gives the page a frame, one of its own if the page may be written.
bool populate(std::uintptr_t start, std::size_t page) {
  void* const memory = reinterpret_cast<void*>(start);
  if (madvise(memory, page, MADV_POPULATE_WRITE) == 0) return true;
  madvise(memory, page, MADV_POPULATE_READ);
  return false;
}

// A private page that may not be written shows the zero page of the whole machine, or a page that it shares with a
// parent. Whoever was told that address could write into what belongs to others. Through this file a byte can be
// written over itself, whatever the page's rights.
void make_own(std::uintptr_t start, std::size_t page) {
  if (populate(start, page)) return;
  const int memory = quiet_open("/proc/self/mem", O_RDWR);
  if (memory < 0) return;
  char byte = 0;
  if (quiet_pread(memory, &byte, 1, start) == 1) quiet_pwrite(memory, &byte, 1, start);
  quiet_close(memory);
}

bool is_lazy(const Context& context, std::uintptr_t address) {
  return context.has_lazy.load(std::memory_order_relaxed) && context.known.find(address).kind == KnownPages::Kind::lazy;
}

bool find_device(const Context& context, std::uintptr_t address, Place& place) {
  MapsLine line;
  if (!mapping_at(context.maps, address, line)) return false;
  const std::uint64_t physical = device_address(context, line, address);
  if (physical == no_device) return false;
  place = {physical, true};
  return true;
}

// No lock has brought the page in, so the lookup does.
void bring_in(Context& context, std::uintptr_t start) {
  const PagemapWord word = context.pagemap.word(context.page_of(start));
  const bool absent = !word.present() && !word.swapped();
  if (absent && is_lazy(context, start)) return;
  if (absent || word.shared_anonymous()) return make_own(start, context.page());
  // It may be a private one, of a file: then it becomes a copy, as on its first store.
  if (word.of_file()) populate(start, context.page());
}

// A locked page that is absent was locked "on fault": Linux's counterpart of lazy. One that the kernel moves right now,
// or that still awaits its own frame, is settled first.
PagemapWord settle(Context& context, std::uintptr_t start, PagemapWord word) {
  if (!word.present() && !word.swapped()) return word;
  make_own(start, context.page());
  return context.pagemap.word(context.page_of(start));
}

// What the pages of a file are: a window's memory; or, mapped privately, the page cache's until the process's own copy
// is made. 0, with `word` as it is then, or an errno.
int settle_file(Context& context, std::uintptr_t address, PagemapWord& word, Place& place) {
  MapsLine line;
  if (!mapping_at(context.maps, address, line)) return EACCES;
  const std::uint64_t physical = device_address(context, line, address);
  if (physical != no_device) return place = {physical, true}, 0;
  if (line.shared) return 0;
  make_own(context.start_of_page(address), context.page());
  word = context.pagemap.word(context.page_of(address));
  return word.of_file() ? EPERM : 0;
}

int resolve_settled(Context& context, std::uintptr_t address, Place& place) {
  const std::uintptr_t page = context.page_of(address);
  PagemapWord word = context.pagemap.word(page);
  if (!word.present() || word.shared_anonymous()) word = settle(context, context.start_of_page(address), word);
  if (!word.present()) return context.pagemap.descriptor() < 0 ? EPERM : EACCES;
  if (word.frame() == 0) return EPERM;
  if (word.of_file()) {
    const int error = settle_file(context, address, word, place);
    if (error != 0 || place.is_device) return error;
  }
  // The zero page of the whole machine, or one that a parent reads too: whoever was told its address would write there.
  if (!word.present() || word.shared_anonymous()) return EPERM;
  place.physical = (word.frame() << context.machine.page_shift) | (address & (context.page() - 1));
  return 0;
}

// Devices and huge pages of hugetlbfs stay where they are without a lock.
int resolve_unlocked(Context& context, std::uintptr_t address, Place& place) {
  const std::uintptr_t start = context.start_of_page(address);
  if (find_device(context, address, place)) return 0;
  if (page_size_at(context.maps, address) > context.page()) return resolve_settled(context, address, place);
  const PagemapWord word = context.pagemap.word(context.page_of(start));
  if (word.present() || word.swapped()) return EAGAIN;
  if (is_lazy(context, start)) return EACCES;
  populate(start, context.page());
  return EAGAIN;
}

// How many words to read next. Most runs end after few pages; most of the others are of huge pages, and end with one.
std::size_t batch_of(unsigned step, std::uintptr_t page) {
  constexpr std::size_t huge = 512, few = 16;
  const std::size_t to_border = huge - page % huge;
  if (step == 0) return to_border == huge - 1 ? to_border : few;
  return step < 3 ? to_border : SIZE_MAX;
}

// Pages from `page` on whose frames follow the frame before them.
std::size_t following_frames(Context& context, std::uintptr_t page, std::uint64_t frame, std::size_t pages) {
  Words words(context.scratch, pages);
  std::size_t found = 0;
  for (unsigned step = 0; found < pages; ++step) {
    const std::size_t wanted = std::min({batch_of(step, page + found), words.size(), pages - found});
    const std::ptrdiff_t got = context.pagemap.read(page + found, words.data(), wanted);
    if (got <= 0) return found;
    const std::size_t matching = words_in_run(words.data(), static_cast<std::size_t>(got), frame + found);
    found += matching;
    if (matching < wanted) return found;
  }
  return found;
}

bool stays(const Context& context, std::uintptr_t start) {
  return lock_of(start, context.page()) == Lock::locked || page_size_at(context.maps, start) > context.page();
}

// Of these pages, how many from the first on are locked. Locking cuts mappings, so one answer holds for a whole
// mapping.
std::size_t locked_pages(const Context& context, std::uintptr_t first, std::size_t pages) {
  const unsigned shift = context.machine.page_shift;
  std::uintptr_t page = first;
  while (page < first + pages) {
    if (!stays(context, page << shift)) break;
    page = pages <= few_pages ? page + 1 : context.page_of(mapping_end(context.maps, page << shift));
  }
  return std::min<std::size_t>(page - first, pages);
}

std::size_t device_run(const Context& context, std::uintptr_t address, std::uint64_t physical, std::size_t length) {
  std::uintptr_t at = address;
  while (at - address < length) {
    MapsLine line;
    if (!mapping_at(context.maps, at, line)) break;
    if (device_address(context, line, at) != physical + (at - address)) break;
    at = line.end;
  }
  return std::min<std::size_t>(at - address, length);
}

}  // namespace

int resolve(Context& context, std::uintptr_t address, Place& place) {
  const bool is_noted = context.known.find(address).kind == KnownPages::Kind::device;
  if (is_noted && find_device(context, address, place)) return 0;
  if (!context.knows_frames) return !is_noted && find_device(context, address, place) ? 0 : EPERM;
  const std::uintptr_t start = context.start_of_page(address);
  switch (lock_of(start, context.page())) {
    case Lock::unmapped:
      return EACCES;
    case Lock::unlocked:
      if (context.needs_lock) return resolve_unlocked(context, address, place);
      if (find_device(context, address, place)) return 0;
      break;
    case Lock::locked:
      break;
  }
  if (!context.needs_lock) bring_in(context, start);
  return resolve_settled(context, address, place);
}

std::size_t run_length(Context& context, std::uintptr_t address, const Place& place, std::size_t length) {
  const std::size_t in_page = address & (context.page() - 1);
  const std::size_t rest = context.page() - in_page;
  if (length <= rest) return length;
  if (place.is_device) return device_run(context, address, place.physical, length);
  const unsigned shift = context.machine.page_shift;
  const std::uintptr_t next = context.page_of(address) + 1;
  const std::size_t wanted = std::min<std::size_t>(((length - rest - 1) >> shift) + 1,
                                                   context.page_of(context.machine.highest_address) + 1 - next);
  std::size_t pages = following_frames(context, next, (place.physical >> shift) + 1, wanted);
  if (context.needs_lock) pages = locked_pages(context, next, pages);
  return std::min(length, rest + (pages << shift));
}

}  // namespace mapproof::lnx
