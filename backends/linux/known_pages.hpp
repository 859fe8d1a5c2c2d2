// What only this backend knows of a page: that it maps a device, and where; or that it must stay lazy.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace mapproof::lnx {

/// A range of whole pages: [first, end) in page numbers.
struct PageRange {
  std::uintptr_t first = 0;
  std::uintptr_t end = 0;
};

/// A tree of four levels over the address space. Every word is one atomic store, nothing is ever locked and no node is
/// ever freed, so any call may interrupt any other: from a second thread, or from a signal handler on top of the same
/// one. Memory is private and kept until destruction: a child after fork() owns a valid copy. 512 pages that belong
/// together are one word, and so are 32, so that a long mapping costs hardly more than a short one.
class KnownPages {
 public:
  enum class Kind { nothing, device, lazy };

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

  /// Take all memory that a later set or clear of this range needs. False: none is left.
  bool reserve(PageRange range);
  bool reserve_clear(PageRange range);

  /// Only after reserve() of the same range.
  void set_device(PageRange range, std::uint64_t physical);
  void set_lazy(PageRange range);
  /// Only after reserve() or reserve_clear() of the same range.
  void clear(PageRange range);

  /// Whether this address is the tree's own: mostly memory that will never be touched.
  bool owns(std::uintptr_t address) const;

 private:
  using Word = std::atomic<std::uint64_t>;
  enum class Empty { split, leave };

  Word* unit_of(std::uintptr_t page) const;
  Word* group_of(std::uintptr_t page) const;
  Word* words_of(PageRange range) const;
  bool reserve_units(PageRange range);
  bool split(std::uintptr_t page, Empty empty);
  bool split_unit(std::uintptr_t page, Empty empty);
  bool split_group(std::uintptr_t page, Empty empty);
  template <class Fill>
  bool split_slot(Word& slot, Word& spare, std::uint64_t bytes, Empty empty, Fill fill);
  std::uint64_t new_node(std::uint64_t bytes);
  Word* words(std::uint64_t reference) const;
  std::uint64_t step_of(std::uint64_t word) const;
  void fill(PageRange range, std::uint64_t word);
  static void fill_slot(Word& slot, Word& spare, std::uint64_t word);
  void fill_unit(Word* groups, std::uintptr_t first, std::uintptr_t end, std::uint64_t word, std::uint64_t step) const;
  static void fill_pages(Word* pages, std::size_t count, std::uint64_t word, std::uint64_t step);

  unsigned page_shift_;
  std::size_t root_length_;
  std::size_t root_bytes_;
  std::byte* arena_;  // the root, then nodes from the front to the back
  std::atomic<std::uint64_t> used_;
};

}  // namespace mapproof::lnx
