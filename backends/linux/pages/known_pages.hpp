// What only this backend knows of a page: that it maps a device, and where; or that it must stay lazy.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "page_word.hpp"

namespace mapproof::lnx {

/// A tree over the address space, of words that each tell of one range: a mapping costs one or two words, however long
/// it is, until another one shares their slots. Every word is one atomic step, nothing is ever locked and no node is
/// ever freed, so any call may interrupt any other: from a second thread, or from a signal handler on top of the same
/// one. Memory is private and kept until destruction: a child after fork() owns a valid copy.
class KnownPages {
 public:
  using Kind = PageKind;

  struct Found {
    Kind kind = Kind::nothing;
    std::uint64_t physical = 0;  // of the page; devices only
    std::uintptr_t end = 0;      // the answer holds, page by page, up to this page number
  };

  /// Throws std::system_error if there is no address space for the tree.
  KnownPages(unsigned page_shift, std::uintptr_t highest_address);
  ~KnownPages();
  KnownPages(const KnownPages&) = delete;
  KnownPages& operator=(const KnownPages&) = delete;

  Found find(std::uintptr_t address) const;

  /// Takes all memory that a later set or clear of this range needs. False: none is left.
  bool reserve(PageRange range);

  /// False: no memory is left, and nothing is known of the range. `physical` is that of the range's first page.
  bool set_device(PageRange range, std::uint64_t physical);
  bool set_lazy(PageRange range);
  /// False: no memory is left, and what was known is known still.
  bool clear(PageRange range);

  /// Whether this address is the tree's own: mostly memory that will never be touched.
  bool owns(std::uintptr_t address) const;

 private:
  using Word = std::atomic<std::uint64_t>;

  bool set(PageRange range, const Knowledge& known);
  bool put(PageRange range, const Knowledge& known);
  template <int level>
  bool put_in_node(Word* slots, PageRange range, const Knowledge& known);
  template <int level>
  bool put_in_slot(Word& slot, PageRange part, const Knowledge& known);
  template <int level>
  bool split(Word& slot, std::uintptr_t page, PageWord& word);
  template <int level>
  bool reserve_border(Word* slots, std::uintptr_t page);
  template <int level>
  Word* words_of(Word* slots, PageRange range) const;
  Word* blocks_of(std::uintptr_t page) const;
  Word* made_blocks_of(std::uintptr_t page);
  std::uint64_t new_node(std::uint64_t bytes);
  Word* words(std::uint64_t place) const;

  unsigned page_shift_;
  std::size_t root_length_;
  std::size_t root_bytes_;
  std::byte* arena_;  // the root, then nodes from the front to the back
  std::atomic<std::uint64_t> used_;
};

}  // namespace mapproof::lnx
