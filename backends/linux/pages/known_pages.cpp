// The tree of pages behind KnownPages.
// SPDX-License-Identifier: Apache-2.0
#include "known_pages.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace mapproof::lnx {
namespace {

// The root has nodes of 256 blocks, a block is 32 units, a unit 16 groups, a group 32 pages. What lies in a block, a
// unit or a group is told by its word alone, or in a node.
constexpr std::array<unsigned, 4> shifts{0, 5, 9, 14};  // pages, groups, units, blocks
constexpr unsigned root_shift = 22;
constexpr int block_level = 3;

constexpr std::uintptr_t pages_per_slot(int level) { return std::uintptr_t{1} << shifts[level]; }
constexpr std::uintptr_t slots_per_node(int level) {
  return std::uintptr_t{1} << ((level == block_level ? root_shift : shifts[level + 1]) - shifts[level]);
}

// The node of a word that no longer needs it waits in a second word, its spare, for its next use: by then it is about
// the same pages. The spares stand behind all words of their node: they are seldom looked at. Pages have none.
constexpr std::uint64_t node_bytes(int level) {
  return (level == 0 ? 1 : 2) * slots_per_node(level) * sizeof(std::uint64_t);
}

constexpr std::uint64_t arena_bytes = std::uint64_t{64} << 20;

// Four at a time: the compiler does not unroll atomic stores.
void fill_pages(std::atomic<std::uint64_t>* pages, PageRange range, const Knowledge& known) {
  const std::uint64_t step = PageWord::step(known);
  std::uint64_t word = PageWord::whole(known, range.first).bits();
  std::size_t count = range.end - range.first;
  for (; count >= 4; count -= 4, pages += 4, word += 4 * step) {
    pages[0].store(word, std::memory_order_relaxed);
    pages[1].store(word + step, std::memory_order_relaxed);
    pages[2].store(word + 2 * step, std::memory_order_relaxed);
    pages[3].store(word + 3 * step, std::memory_order_relaxed);
  }
  for (; count > 0; --count, ++pages, word += step) pages->store(word, std::memory_order_relaxed);
}

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

KnownPages::Word* KnownPages::words(std::uint64_t place) const { return reinterpret_cast<Word*>(arena_ + place); }

// The memory is zero from the start, which is a node full of "nothing". 0: none is left.
std::uint64_t KnownPages::new_node(std::uint64_t bytes) {
  const std::uint64_t place = used_.fetch_add(bytes, std::memory_order_relaxed);
  if (place + bytes <= root_bytes_ + arena_bytes) return place;
  used_.fetch_sub(bytes, std::memory_order_relaxed);
  return 0;
}

KnownPages::Word* KnownPages::blocks_of(std::uintptr_t page) const {
  const std::uintptr_t entry = page >> root_shift;
  if (entry >= root_length_) return nullptr;
  const std::uint64_t place = words(0)[entry].load(std::memory_order_acquire);
  return place == 0 ? nullptr : words(place);
}

KnownPages::Word* KnownPages::made_blocks_of(std::uintptr_t page) {
  if (Word* const blocks = blocks_of(page)) return blocks;
  const std::uintptr_t entry = page >> root_shift;
  if (entry >= root_length_) return nullptr;
  std::uint64_t fresh = new_node(node_bytes(block_level));
  std::uint64_t before = 0;
  if (fresh == 0) return nullptr;
  if (!words(0)[entry].compare_exchange_strong(before, fresh, std::memory_order_acq_rel)) fresh = before;
  return words(fresh);
}

KnownPages::Found KnownPages::find(std::uintptr_t address) const {
  const std::uintptr_t page = address >> page_shift_;
  const Word* slots = blocks_of(page);
  if (slots == nullptr) return {Kind::nothing, 0, ((page >> root_shift) + 1) << root_shift};
  int level = block_level;
  const auto word_of_page = [&] {
    return PageWord{slots[(page >> shifts[level]) & (slots_per_node(level) - 1)].load(std::memory_order_acquire)};
  };
  PageWord word = word_of_page();
  while (word.is_node()) {
    slots = words(word.place());
    --level;
    word = word_of_page();
  }
  const unsigned shift = shifts[level];
  const PageRange told = word.range(shift, page);
  if (page < told.first) return {Kind::nothing, 0, told.first};
  if (page >= told.end) return {Kind::nothing, 0, ((page >> shift) + 1) << shift};
  const Knowledge known = word.knowledge(shift, told);
  return {known.kind, known.kind == Kind::device ? known.frame_of(page) << page_shift_ : 0, told.end};
}

// Gives a slot a node that says what its word says. Somebody who changed the slot first wins. `word` is what stands
// there then. False: no memory is left.
template <int level>
bool KnownPages::split(Word& slot, std::uintptr_t page, PageWord& word) {
  Word& spare = (&slot)[slots_per_node(level)];
  std::uint64_t place = spare.exchange(0, std::memory_order_acq_rel);
  const bool is_used = place != 0;
  if (!is_used) place = new_node(node_bytes(level - 1));
  if (place == 0) return false;
  const std::uintptr_t base = page & ~(pages_per_slot(level) - 1);
  if (is_used) put_in_node<level - 1>(words(place), {base, base + pages_per_slot(level)}, {});
  const PageRange told = word.range(shifts[level], page);
  const Knowledge known = word.knowledge(shifts[level], told);
  const bool is_filled = word.is_nothing() || put_in_node<level - 1>(words(place), told, known);
  std::uint64_t now = word.bits();
  if (is_filled && slot.compare_exchange_strong(now, PageWord::node(place).bits(), std::memory_order_acq_rel)) {
    word = PageWord::node(place);
    return true;
  }
  spare.store(place, std::memory_order_release);
  word = PageWord{now};
  return is_filled;
}

// The words of a range's pages, if they all lie in one node below this one: many short mappings side by side need
// nothing else.
template <int level>
KnownPages::Word* KnownPages::words_of(Word* slots, PageRange range) const {
  Word* const slot = slots + ((range.first >> shifts[level]) & (slots_per_node(level) - 1));
  if constexpr (level == 0) {
    return slot;
  } else {
    if (range.first >> shifts[1] != (range.end - 1) >> shifts[1]) return nullptr;
    const PageWord word{slot->load(std::memory_order_acquire)};
    return word.is_node() ? words_of<level - 1>(words(word.place()), range) : nullptr;
  }
}

// A part of a slot's pages.
template <int level>
bool KnownPages::put_in_slot(Word& slot, PageRange part, const Knowledge& known) {
  PageWord word{slot.load(std::memory_order_acquire)};
  while (!word.is_node()) {
    const std::optional<PageWord> both = word.with(shifts[level], part, known);
    if (both) {
      std::uint64_t now = word.bits();
      if (slot.compare_exchange_strong(now, both->bits(), std::memory_order_acq_rel)) return true;
      word = PageWord{now};
    } else if (!split<level>(slot, part.first, word)) {
      return false;
    }
  }
  Word* const slots = words(word.place());
  if constexpr (level == block_level) {
    if (Word* const pages = words_of<level - 1>(slots, part)) {
      fill_pages(pages, part, known);
      return true;
    }
  }
  return put_in_node<level - 1>(slots, part, known);
}

// Pages of one node. Whoever puts owns these pages, so that a slot without others needs no comparison. Memory is only
// needed in the first or last slot; to clear it is only needed before the first change, for a range within one slot.
template <int level>
bool KnownPages::put_in_node(Word* slots, PageRange range, const Knowledge& known) {
  constexpr std::uintptr_t size = pages_per_slot(level), count = slots_per_node(level);
  Word* slot = slots + ((range.first >> shifts[level]) & (count - 1));
  if constexpr (level == 0) {
    fill_pages(slot, range, known);
  } else {
    for (std::uintptr_t page = range.first, end = 0; page < range.end; page = end, ++slot) {
      end = std::min(range.end, (page | (size - 1)) + 1);
      if (end - page < size) {
        if (!put_in_slot<level>(*slot, {page, end}, known)) return false;
        continue;
      }
      const PageWord before{slot->load(std::memory_order_relaxed)};
      if (before.is_node()) slot[count].store(before.place(), std::memory_order_relaxed);
      slot->store(PageWord::whole(known, page).bits(), std::memory_order_release);
    }
  }
  return true;
}

bool KnownPages::put(PageRange range, const Knowledge& known) {
  for (std::uintptr_t page = range.first, end = 0; page < range.end; page = end) {
    end = std::min(range.end, ((page >> root_shift) + 1) << root_shift);
    const bool is_clear = known.kind == Kind::nothing;
    Word* const blocks = is_clear ? blocks_of(page) : made_blocks_of(page);
    if (blocks == nullptr && is_clear) continue;
    if (blocks == nullptr || !put_in_node<block_level>(blocks, {page, end}, known)) return false;
  }
  return true;
}

// Makes a page the first of what a page's word, or a slot's that starts there, can tell.
template <int level>
bool KnownPages::reserve_border(Word* slots, std::uintptr_t page) {
  if constexpr (level > 0) {
    if (page % pages_per_slot(level) == 0) return true;
    Word& slot = slots[(page >> shifts[level]) & (slots_per_node(level) - 1)];
    PageWord word{slot.load(std::memory_order_acquire)};
    while (!word.is_node()) {
      if (!split<level>(slot, page, word)) return false;
    }
    return reserve_border<level - 1>(words(word.place()), page);
  }
  return true;
}

bool KnownPages::reserve(PageRange range) {
  Word* const first_blocks = blocks_of(range.first);
  if (first_blocks != nullptr && words_of<block_level>(first_blocks, range) != nullptr) return true;
  for (std::uintptr_t page = range.first; page < range.end; page = ((page >> root_shift) + 1) << root_shift) {
    if (made_blocks_of(page) == nullptr) return false;
  }
  for (const std::uintptr_t border : {range.first, range.end}) {
    Word* const blocks = blocks_of(border);
    if (blocks != nullptr && !reserve_border<block_level>(blocks, border)) return false;
  }
  return true;
}

// What was put before memory ran out can be taken back without any: nobody else changes these pages.
bool KnownPages::set(PageRange range, const Knowledge& known) {
  if (put(range, known)) return true;
  put(range, {});
  return false;
}

bool KnownPages::set_device(PageRange range, std::uint64_t physical) {
  return set(range, {Kind::device, (physical >> page_shift_) - range.first});
}

bool KnownPages::set_lazy(PageRange range) { return set(range, {Kind::lazy, 0}); }

bool KnownPages::clear(PageRange range) { return put(range, {}); }

}  // namespace mapproof::lnx
