// The radix tree behind KnownPages.
// SPDX-License-Identifier: Apache-2.0
#include "known_pages.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <new>
#include <system_error>

namespace mapproof::lnx {
namespace {

// A word is 0 (nothing), or has one of these tags in its low bits. A device word holds the physical address of its
// first page, whose low bits are free; a node word holds the node's place in the arena.
constexpr std::uint64_t tag_mask = 3;
constexpr std::uint64_t device_tag = 1;
constexpr std::uint64_t lazy_tag = 2;
constexpr std::uint64_t node_tag = 3;

// Levels: root, then 8192 units, then three times 8 slots down to the page.
constexpr unsigned unit_shift = 9;
constexpr unsigned slot_shift = 3;
constexpr unsigned root_shift = unit_shift + 13;
constexpr std::uintptr_t units_per_entry = 1u << 13;
constexpr std::uintptr_t slots = 1u << slot_shift;

constexpr std::uint64_t arena_bytes = std::uint64_t{8} << 20;

bool is_node(std::uint64_t word) { return (word & tag_mask) == node_tag; }

}  // namespace

// One colour for one range.
struct KnownPages::Brush {
  PageRange range;
  std::uint64_t word;  // of range.first
  Removed* removed;

  bool covers(std::uintptr_t base, unsigned shift) const {
    return range.first <= base && base + (std::uintptr_t{1} << shift) <= range.end;
  }
};

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
  const Word* slot = unit_slot(page);
  if (slot == nullptr) return {Kind::nothing, 0, ((page >> root_shift) + 1) << root_shift};
  unsigned shift = unit_shift;
  std::uint64_t word = slot->load(std::memory_order_acquire);
  while (is_node(word)) {
    shift -= slot_shift;
    word = words(word)[(page >> shift) & (slots - 1)].load(std::memory_order_acquire);
  }
  const std::uintptr_t base = page >> shift << shift;
  const std::uintptr_t end = base + (std::uintptr_t{1} << shift);
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

// Makes the border before this page a border between two slots.
bool KnownPages::split_before(std::uintptr_t page, Empty empty) {
  Word* slot = unit_slot(page);
  unsigned shift = unit_shift;
  while (slot != nullptr && (page & ((std::uintptr_t{1} << shift) - 1)) != 0) {
    std::uint64_t word = slot->load(std::memory_order_acquire);
    shift -= slot_shift;
    if (word == 0 && empty == Empty::leave) return true;
    if (!is_node(word)) {
      const std::uint64_t fresh = new_node(slots * sizeof(Word));
      if (fresh == 0) return false;
      for (std::uintptr_t i = 0; i < slots; ++i) {
        words(fresh)[i].store(advance(word, i << shift), std::memory_order_relaxed);
      }
      // Somebody who split it first, or painted it meanwhile, wins; the fresh node is then lost, not wrong.
      if (slot->compare_exchange_strong(word, fresh, std::memory_order_acq_rel)) {
        word = fresh;
      } else {
        shift += slot_shift;
        continue;
      }
    }
    slot = words(word) + ((page >> shift) & (slots - 1));
  }
  return true;
}

bool KnownPages::reserve(PageRange range) {
  return reserve_units(range) && split_before(range.first, Empty::split) && split_before(range.end, Empty::split);
}

bool KnownPages::reserve_clear(PageRange range) {
  return split_before(range.first, Empty::leave) && split_before(range.end, Empty::leave);
}

void KnownPages::remember(Removed& removed, PageRange pages, std::uint64_t word) const {
  if (removed.count > 0) {
    Removed::Run& last = removed.runs[removed.count - 1];
    if (last.pages.end == pages.first && advance(last.word, pages.first - last.pages.first) == word) {
      last.pages.end = pages.end;
      return;
    }
  }
  if (removed.count < removed.runs.size()) removed.runs[removed.count++] = {pages, word};
}

void KnownPages::paint_slot(Word* slot, unsigned shift, std::uintptr_t base, const Brush& brush) {
  std::uint64_t word = slot->load(std::memory_order_acquire);
  const std::uintptr_t end = base + (std::uintptr_t{1} << shift);
  while (!is_node(word)) {
    if (!brush.covers(base, shift)) return;  // only an empty slot that nobody had to split
    const std::uint64_t painted = advance(brush.word, base - brush.range.first);
    if (shift == 0) {
      slot->store(painted, std::memory_order_release);  // a page is never split
    } else if (!slot->compare_exchange_strong(word, painted, std::memory_order_acq_rel)) {
      continue;
    }
    if (word != 0 && brush.removed != nullptr) remember(*brush.removed, {base, end}, word);
    return;
  }
  const unsigned below = shift - slot_shift;
  const std::uintptr_t first = std::max(base, brush.range.first);
  const std::uintptr_t last = std::min(end, brush.range.end) - 1;
  for (std::uintptr_t i = (first >> below) & (slots - 1); i <= ((last >> below) & (slots - 1)); ++i) {
    paint_slot(words(word) + i, below, base + (i << below), brush);
  }
}

void KnownPages::paint(PageRange range, std::uint64_t word, Removed* removed) {
  const Brush brush{range, word, removed};
  for (std::uintptr_t base = range.first >> unit_shift << unit_shift; base < range.end;) {
    Word* const slot = unit_slot(base);
    if (slot == nullptr) {
      base = ((base >> root_shift) + 1) << root_shift;
      continue;
    }
    paint_slot(slot, unit_shift, base, brush);
    base += std::uintptr_t{1} << unit_shift;
  }
}

void KnownPages::set_device(PageRange range, std::uint64_t physical) { paint(range, physical | device_tag, nullptr); }

void KnownPages::set_lazy(PageRange range) { paint(range, lazy_tag, nullptr); }

void KnownPages::clear(PageRange range, Removed* removed) { paint(range, 0, removed); }

void KnownPages::restore(const Removed& removed) {
  for (std::size_t i = 0; i < removed.count; ++i) paint(removed.runs[i].pages, removed.runs[i].word, nullptr);
}

}  // namespace mapproof::lnx
