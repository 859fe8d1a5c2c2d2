// The tree behind KnownPages.
// SPDX-License-Identifier: Apache-2.0
#include "known_pages.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace mapproof::lnx {
namespace {

// A word is 0 (nothing), or has one of these tags in its low bits. A device word holds the physical address of its
// first page, whose low bits are free; a node word holds the node's place in the arena.
constexpr std::uint64_t tag_mask = 3;
constexpr std::uint64_t device_tag = 1;
constexpr std::uint64_t lazy_tag = 2;
constexpr std::uint64_t node_tag = 3;

// Levels: the root, 8192 units, 512 pages.
constexpr unsigned unit_shift = 9;
constexpr unsigned root_shift = unit_shift + 13;
constexpr std::uintptr_t units_per_entry = 1u << 13;
constexpr std::uintptr_t pages_per_unit = 1u << unit_shift;

constexpr std::uint64_t arena_bytes = std::uint64_t{64} << 20;

bool is_node(std::uint64_t word) { return (word & tag_mask) == node_tag; }

}  // namespace

KnownPages::KnownPages(unsigned page_shift, std::uintptr_t highest_address)
    : page_shift_(page_shift),
      root_length_((highest_address >> page_shift >> root_shift) + 1),
      root_bytes_((root_length_ * sizeof(Word) + 63) / 64 * 64),
      used_(root_bytes_) {
  void* const memory = mmap(nullptr, root_bytes_ + arena_bytes, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "no memory for the page table");
  arena_ = static_cast<std::byte*>(memory);
}

KnownPages::~KnownPages() { munmap(arena_, root_bytes_ + arena_bytes); }

bool KnownPages::owns(std::uintptr_t address) const {
  return address - reinterpret_cast<std::uintptr_t>(arena_) < root_bytes_ + arena_bytes;
}

KnownPages::Word* KnownPages::words(std::uint64_t reference) const {
  return reinterpret_cast<Word*>(arena_ + (reference & ~tag_mask));
}

// The memory is zero from the start, which is a node full of "nothing".
std::uint64_t KnownPages::new_node(std::uint64_t bytes) {
  const std::uint64_t place = used_.fetch_add(bytes, std::memory_order_relaxed);
  if (place + bytes > root_bytes_ + arena_bytes) {
    used_.fetch_sub(bytes, std::memory_order_relaxed);
    return 0;
  }
  return place | node_tag;
}

std::uint64_t KnownPages::advance(std::uint64_t word, std::uintptr_t pages) const {
  return (word & tag_mask) == device_tag ? word + (std::uint64_t{pages} << page_shift_) : word;
}

KnownPages::Word* KnownPages::unit_slot(std::uintptr_t page) const {
  const std::uintptr_t entry = page >> root_shift;
  if (entry >= root_length_) return nullptr;
  const std::uint64_t units = words(0)[entry].load(std::memory_order_acquire);
  return units == 0 ? nullptr : words(units) + ((page >> unit_shift) & (units_per_entry - 1));
}

KnownPages::Found KnownPages::find(std::uintptr_t address) const {
  const std::uintptr_t page = address >> page_shift_;
  const Word* const slot = unit_slot(page);
  if (slot == nullptr) return {Kind::nothing, 0, ((page >> root_shift) + 1) << root_shift};
  std::uintptr_t base = page & ~(pages_per_unit - 1);
  std::uintptr_t end = base + pages_per_unit;
  std::uint64_t word = slot->load(std::memory_order_acquire);
  if (is_node(word)) {
    word = words(word)[page - base].load(std::memory_order_acquire);
    base = page;
    end = page + 1;
  }
  switch (word & tag_mask) {
    case device_tag:
      return {Kind::device, advance(word, page - base) & ~tag_mask, end};
    case lazy_tag:
      return {Kind::lazy, 0, end};
    default:
      return {Kind::nothing, 0, end};
  }
}

bool KnownPages::reserve_units(PageRange range) {
  for (std::uintptr_t entry = range.first >> root_shift; entry <= (range.end - 1) >> root_shift; ++entry) {
    if (entry >= root_length_) return false;
    std::uint64_t units = words(0)[entry].load(std::memory_order_acquire);
    if (units != 0) continue;
    const std::uint64_t fresh = new_node(units_per_entry * sizeof(Word));
    if (fresh == 0) return false;
    words(0)[entry].compare_exchange_strong(units, fresh, std::memory_order_acq_rel);
  }
  return true;
}

// Gives the unit of this page a word for each page, if the page is not the unit's first.
bool KnownPages::split(std::uintptr_t page, Empty empty) {
  if (page % pages_per_unit == 0) return true;
  Word* const slot = unit_slot(page);
  if (slot == nullptr) return true;
  std::uint64_t word = slot->load(std::memory_order_acquire);
  // Somebody who split it first, or filled it meanwhile, wins; the fresh node is then lost, not wrong.
  while (!is_node(word) && (word != 0 || empty == Empty::split)) {
    const std::uint64_t fresh = new_node(pages_per_unit * sizeof(Word));
    if (fresh == 0) return false;
    if (word != 0) fill_pages(words(fresh), pages_per_unit, word);
    slot->compare_exchange_strong(word, fresh, std::memory_order_acq_rel);
  }
  return true;
}

bool KnownPages::reserve(PageRange range) {
  return reserve_units(range) && split(range.first, Empty::split) && split(range.end, Empty::split);
}

bool KnownPages::reserve_clear(PageRange range) {
  return split(range.first, Empty::leave) && split(range.end, Empty::leave);
}

// Four at a time: this loop is most of what a short mapping costs above its system call.
void KnownPages::fill_pages(Word* pages, std::size_t count, std::uint64_t word) const {
  const std::uint64_t step = advance(word, 1) - word;
  for (; count >= 4; count -= 4, pages += 4, word += 4 * step) {
    pages[0].store(word, std::memory_order_relaxed);
    pages[1].store(word + step, std::memory_order_relaxed);
    pages[2].store(word + 2 * step, std::memory_order_relaxed);
    pages[3].store(word + 3 * step, std::memory_order_relaxed);
  }
  for (; count > 0; --count, ++pages, word += step) pages->store(word, std::memory_order_relaxed);
}

void KnownPages::fill(PageRange range, std::uint64_t word) {
  for (std::uintptr_t page = range.first; page < range.end;) {
    Word* const slot = unit_slot(page);
    if (slot == nullptr) {  // nothing to clear in all of this entry
      page = ((page >> root_shift) + 1) << root_shift;
      continue;
    }
    const std::uintptr_t in_unit = page % pages_per_unit;
    const std::uintptr_t count = std::min(pages_per_unit - in_unit, range.end - page);
    std::uint64_t before = slot->load(std::memory_order_acquire);
    while (!is_node(before) && count == pages_per_unit && before != word) {
      if (slot->compare_exchange_weak(before, word, std::memory_order_acq_rel)) break;
    }
    if (is_node(before)) fill_pages(words(before) + in_unit, count, word);
    word = advance(word, count);
    page += count;
  }
}

void KnownPages::set_device(PageRange range, std::uint64_t physical) { fill(range, physical | device_tag); }

void KnownPages::set_lazy(PageRange range) { fill(range, lazy_tag); }

void KnownPages::clear(PageRange range) { fill(range, 0); }

}  // namespace mapproof::lnx
