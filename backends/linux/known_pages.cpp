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

// Levels: the root, 8192 units, 16 groups, 32 pages. What lies below a unit or a group is told by its word alone, or in
// a node. The node of a word that no longer needs it waits in a second word, its spare, for its next use: by then it is
// about the same pages. The spares stand behind all words of their level: they are seldom looked at.
constexpr unsigned group_shift = 5;
constexpr unsigned unit_shift = group_shift + 4;
constexpr unsigned root_shift = unit_shift + 13;
constexpr std::uintptr_t pages_per_group = 1u << group_shift;
constexpr std::uintptr_t pages_per_unit = 1u << unit_shift;
constexpr std::uintptr_t groups_per_unit = pages_per_unit / pages_per_group;
constexpr std::uintptr_t units_per_entry = 1u << (root_shift - unit_shift);

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

std::uint64_t KnownPages::step_of(std::uint64_t word) const {
  return (word & tag_mask) == device_tag ? std::uint64_t{1} << page_shift_ : 0;
}

KnownPages::Word* KnownPages::unit_of(std::uintptr_t page) const {
  const std::uintptr_t entry = page >> root_shift;
  if (entry >= root_length_) return nullptr;
  const std::uint64_t units = words(0)[entry].load(std::memory_order_acquire);
  return units == 0 ? nullptr : words(units) + ((page >> unit_shift) & (units_per_entry - 1));
}

// The words of a range that lies in one group with a node: nothing else is read or written for most short mappings.
KnownPages::Word* KnownPages::words_of(PageRange range) const {
  if (range.first >> group_shift != (range.end - 1) >> group_shift) return nullptr;
  const Word* const group = group_of(range.first);
  const std::uint64_t pages = group == nullptr ? 0 : group->load(std::memory_order_acquire);
  return is_node(pages) ? words(pages) + range.first % pages_per_group : nullptr;
}

// nullptr if its unit has no node.
KnownPages::Word* KnownPages::group_of(std::uintptr_t page) const {
  const Word* const unit = unit_of(page);
  const std::uint64_t groups = unit == nullptr ? 0 : unit->load(std::memory_order_acquire);
  return is_node(groups) ? words(groups) + ((page >> group_shift) & (groups_per_unit - 1)) : nullptr;
}

KnownPages::Found KnownPages::find(std::uintptr_t address) const {
  const std::uintptr_t page = address >> page_shift_;
  const Word* const unit = unit_of(page);
  if (unit == nullptr) return {Kind::nothing, 0, ((page >> root_shift) + 1) << root_shift};
  std::uintptr_t length = pages_per_unit;
  std::uint64_t word = unit->load(std::memory_order_acquire);
  if (is_node(word)) {
    length = pages_per_group;
    word = words(word)[(page >> group_shift) & (groups_per_unit - 1)].load(std::memory_order_acquire);
  }
  if (is_node(word)) {
    length = 1;
    word = words(word)[page & (pages_per_group - 1)].load(std::memory_order_acquire);
  }
  const std::uintptr_t base = page & ~(length - 1);
  const std::uintptr_t end = base + length;
  switch (word & tag_mask) {
    case device_tag:
      return {Kind::device, (word + (page - base) * step_of(word)) & ~tag_mask, end};
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
    const std::uint64_t fresh = new_node(2 * units_per_entry * sizeof(Word));
    if (fresh == 0) return false;
    words(0)[entry].compare_exchange_strong(units, fresh, std::memory_order_acq_rel);
  }
  return true;
}

// Gives a slot a node, filled with what its word says. Somebody who did so first, or filled the slot meanwhile, wins.
template <class Fill>
bool KnownPages::split_slot(Word& slot, Word& spare, std::uint64_t bytes, Empty empty, Fill fill) {
  std::uint64_t word = slot.load(std::memory_order_acquire);
  while (!is_node(word) && (word != 0 || empty == Empty::split)) {
    std::uint64_t fresh = spare.exchange(0, std::memory_order_acq_rel);
    const bool is_used = fresh != 0;
    if (!is_used) fresh = new_node(bytes);
    if (fresh == 0) return false;
    if (is_used || word != 0) fill(fresh, word);
    if (slot.compare_exchange_strong(word, fresh, std::memory_order_acq_rel)) return true;
    spare.store(fresh);
  }
  return true;
}

bool KnownPages::split_unit(std::uintptr_t page, Empty empty) {
  Word* const unit = unit_of(page);
  if (page % pages_per_unit == 0 || unit == nullptr) return true;
  return split_slot(*unit, unit[units_per_entry], 2 * groups_per_unit * sizeof(Word), empty,
                    [this](std::uint64_t fresh, std::uint64_t word) {
                      fill_unit(words(fresh), 0, pages_per_unit, word, step_of(word));
                    });
}

bool KnownPages::split_group(std::uintptr_t page, Empty empty) {
  Word* const group = group_of(page);
  if (page % pages_per_group == 0 || group == nullptr) return true;
  return split_slot(*group, group[groups_per_unit], pages_per_group * sizeof(Word), empty,
                    [this](std::uint64_t fresh, std::uint64_t word) {
                      fill_pages(words(fresh), pages_per_group, word, step_of(word));
                    });
}

// Makes this page the first of what a word can tell.
bool KnownPages::split(std::uintptr_t page, Empty empty) { return split_unit(page, empty) && split_group(page, empty); }

bool KnownPages::reserve(PageRange range) {
  if (words_of(range) != nullptr) return true;
  return reserve_units(range) && split(range.first, Empty::split) && split(range.end, Empty::split);
}

bool KnownPages::reserve_clear(PageRange range) {
  if (words_of(range) != nullptr) return true;
  return split(range.first, Empty::leave) && split(range.end, Empty::leave);
}

// Four at a time: this loop is most of what a short mapping costs above its system call.
void KnownPages::fill_pages(Word* pages, std::size_t count, std::uint64_t word, std::uint64_t step) {
  for (; count >= 4; count -= 4, pages += 4, word += 4 * step) {
    pages[0].store(word, std::memory_order_relaxed);
    pages[1].store(word + step, std::memory_order_relaxed);
    pages[2].store(word + 2 * step, std::memory_order_relaxed);
    pages[3].store(word + 3 * step, std::memory_order_relaxed);
  }
  for (; count > 0; --count, ++pages, word += step) pages->store(word, std::memory_order_relaxed);
}

// All pages of a slot at once.
void KnownPages::fill_slot(Word& slot, Word& spare, std::uint64_t word) {
  const std::uint64_t before = slot.load(std::memory_order_relaxed);
  if (is_node(before)) spare.store(before, std::memory_order_relaxed);
  slot.store(word, std::memory_order_release);
}

// Pages first ... end - 1 of a unit.
void KnownPages::fill_unit(Word* groups, std::uintptr_t first, std::uintptr_t end, std::uint64_t word,
                           std::uint64_t step) const {
  for (std::uintptr_t page = first; page < end;) {
    Word* const group = groups + (page >> group_shift);
    const std::uintptr_t in_group = page % pages_per_group;
    const std::uintptr_t count = std::min(pages_per_group - in_group, end - page);
    if (count == pages_per_group) {
      fill_slot(group[0], group[groups_per_unit], word);
    } else if (const std::uint64_t pages = group->load(std::memory_order_acquire); is_node(pages)) {
      fill_pages(words(pages) + in_group, count, word, step);
    }
    word += count * step;
    page += count;
  }
}

// What has no node where one is needed says nothing, and is only cleared: reserve() and reserve_clear() see to that.
void KnownPages::fill(PageRange range, std::uint64_t word) {
  const std::uint64_t step = step_of(word);
  if (Word* const pages = words_of(range)) return fill_pages(pages, range.end - range.first, word, step);
  for (std::uintptr_t page = range.first; page < range.end;) {
    Word* unit = unit_of(page);
    if (unit == nullptr) {  // nothing to clear in all of this entry
      page = ((page >> root_shift) + 1) << root_shift;
      continue;
    }
    const std::uintptr_t in_unit = page % pages_per_unit;
    const std::uintptr_t count = std::min(pages_per_unit - in_unit, range.end - page);
    if (count == pages_per_unit) {
      // All whole units of this entry; the last one is left to the step that all cases share.
      const std::uintptr_t stop = std::min(range.end, ((page >> root_shift) + 1) << root_shift);
      for (; stop - page >= 2 * pages_per_unit; page += pages_per_unit, word += pages_per_unit * step) {
        fill_slot(unit[0], unit[units_per_entry], word);
        ++unit;
      }
      fill_slot(unit[0], unit[units_per_entry], word);
    } else if (const std::uint64_t groups = unit->load(std::memory_order_acquire); is_node(groups)) {
      fill_unit(words(groups), in_unit, in_unit + count, word, step);
    }
    word += count * step;
    page += count;
  }
}

void KnownPages::set_device(PageRange range, std::uint64_t physical) { fill(range, physical | device_tag); }

void KnownPages::set_lazy(PageRange range) { fill(range, lazy_tag); }

void KnownPages::clear(PageRange range) { fill(range, 0); }

}  // namespace mapproof::lnx
