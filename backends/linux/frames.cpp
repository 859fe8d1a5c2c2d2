// Resolving one address, and measuring the physical run that begins there.
// SPDX-License-Identifier: Apache-2.0
#include "frames.hpp"

#include <algorithm>
#include <cerrno>

#include "lock_probe.hpp"
#include "maps.hpp"

#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22
#define MADV_POPULATE_WRITE 23
#endif

namespace mapproof::lnx {
namespace {

// Up to this many pages, asking page by page beats reading /proc/self/maps.
constexpr std::size_t few_pages = 32;

// Gives the page a frame of its own, as the documents say that a lookup does; a page that may not be written, as far as
// it goes.
void populate(std::uintptr_t start, std::size_t page) {
  void* const memory = reinterpret_cast<void*>(start);
  if (madvise(memory, page, MADV_POPULATE_WRITE) != 0) madvise(memory, page, MADV_POPULATE_READ);
}

bool is_lazy(const Context& context, std::uintptr_t address) {
  return context.lazy_regions.load(std::memory_order_relaxed) != 0 &&
         context.known.find(address).kind == KnownPages::Kind::lazy;
}

int resolve_unlocked(Context& context, std::uintptr_t start) {
  const PagemapWord word = context.pagemap.word(context.page_of(start));
  if (word.present() || word.swapped()) return EAGAIN;
  if (is_lazy(context, start)) return EACCES;
  populate(start, context.page());
  return EAGAIN;
}

// A locked page that is absent was locked "on fault": Linux's counterpart of lazy. One that the kernel moves right now,
// or that still awaits its own frame, is settled first.
PagemapWord settle(Context& context, std::uintptr_t start, PagemapWord word) {
  if (!word.present() && !word.swapped()) return word;
  populate(start, context.page());
  return context.pagemap.word(context.page_of(start));
}

int resolve_locked(Context& context, std::uintptr_t address, std::uint64_t& physical) {
  const std::uintptr_t page = context.page_of(address);
  PagemapWord word = context.pagemap.word(page);
  if (!word.present() || word.shared_anonymous()) word = settle(context, context.start_of_page(address), word);
  if (!word.present()) return context.pagemap.descriptor() < 0 ? EPERM : EACCES;
  if (word.frame() == 0) return EPERM;
  physical = (word.frame() << context.machine.page_shift) | (address & (context.page() - 1));
  return 0;
}

// How many of these words are of present pages whose frames count up from `frame`. Blocks of a fixed length, without a
// way out, are what the compiler turns into a few vector instructions.
std::size_t matching_words(const std::uint64_t* words, std::size_t count, std::uint64_t frame) {
  constexpr std::size_t block = 64;
  constexpr std::uint64_t relevant = PagemapWord::present_bit | PagemapWord::frame_bits;
  const std::uint64_t first = PagemapWord::present_bit | frame;
  std::size_t matching = 0;
  for (; matching + block <= count; matching += block) {
    std::uint64_t difference = 0;
    for (std::size_t i = 0; i < block; ++i) {
      difference |= (words[matching + i] & relevant) ^ (first + matching + i);
    }
    if (difference != 0) break;
  }
  while (matching < count && (words[matching] & relevant) == first + matching) ++matching;
  return matching;
}

// Pages from `page` on whose frames follow the frame before them.
std::size_t following_frames(Context& context, std::uintptr_t page, std::uint64_t frame, std::size_t pages) {
  Words words(context.scratch, pages);
  std::size_t found = 0;
  // Most runs are short: the first batch is.
  for (std::size_t batch = 16; found < pages; batch = words.size()) {
    const std::size_t wanted = std::min(batch, pages - found);
    const std::ptrdiff_t got = context.pagemap.read(page + found, words.data(), wanted);
    if (got <= 0) return found;
    const std::size_t matching = matching_words(words.data(), static_cast<std::size_t>(got), frame + found);
    found += matching;
    if (matching < wanted) return found;
  }
  return found;
}

// Of these pages, how many from the first on are locked. Locking cuts mappings, so one answer holds for a whole
// mapping.
std::size_t locked_pages(const Context& context, std::uintptr_t first, std::size_t pages) {
  const unsigned shift = context.machine.page_shift;
  const MappingEnds ends(pages > few_pages);
  std::uintptr_t page = first;
  while (page < first + pages) {
    if (lock_of(page << shift, context.page()) != Lock::locked) break;
    page = pages <= few_pages ? page + 1 : context.page_of(ends.end_of(page << shift));
  }
  return std::min<std::size_t>(page - first, pages);
}

std::size_t device_run(const Context& context, std::uintptr_t address, std::uint64_t physical, std::size_t length) {
  const unsigned shift = context.machine.page_shift;
  const std::uintptr_t first = context.page_of(address);
  const std::uint64_t frame = physical >> shift;
  std::uintptr_t page = first;
  for (;;) {
    const KnownPages::Found found = context.known.find(page << shift);
    if (found.kind != KnownPages::Kind::device || found.physical >> shift != frame + (page - first)) break;
    page = found.end;
    if ((page << shift) - address >= length) return length;
  }
  return std::min<std::size_t>((page << shift) - address, length);
}

}  // namespace

int resolve(Context& context, std::uintptr_t address, std::uint64_t& physical) {
  const KnownPages::Found found = context.known.find(address);
  if (found.kind == KnownPages::Kind::device) {
    physical = found.physical | (address & (context.page() - 1));
    return 0;
  }
  if (!context.knows_frames) return EPERM;
  const std::uintptr_t start = context.start_of_page(address);
  switch (lock_of(start, context.page())) {
    case Lock::unmapped:
      return EACCES;
    case Lock::unlocked:
      return resolve_unlocked(context, start);
    case Lock::locked:
      break;
  }
  return resolve_locked(context, address, physical);
}

std::size_t run_length(Context& context, std::uintptr_t address, std::uint64_t physical, std::size_t length) {
  const std::size_t in_page = address & (context.page() - 1);
  const std::size_t rest = context.page() - in_page;
  if (length <= rest) return length;
  if (context.known.find(address).kind == KnownPages::Kind::device)
    return device_run(context, address, physical, length);
  const unsigned shift = context.machine.page_shift;
  const std::uintptr_t next = context.page_of(address) + 1;
  const std::size_t wanted = std::min<std::size_t>(((length - rest - 1) >> shift) + 1,
                                                   context.page_of(context.machine.highest_address) + 1 - next);
  std::size_t pages = following_frames(context, next, (physical >> shift) + 1, wanted);
  pages = locked_pages(context, next, pages);
  return std::min(length, rest + (pages << shift));
}

}  // namespace mapproof::lnx
