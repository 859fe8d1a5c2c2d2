// The reference of the contract: which page of the address space shows what, as the calls so far must have left it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace mapproof::explore {

/// What the reference can say of a page's state.
enum class Known : std::uint8_t { no, maybe, yes };

/// One mapped page.
struct Page {
  std::uint32_t mapping = 0;             ///< all pages of one answer share a number
  bool is_device = false;                ///< made by mmap_device_memory(); else ordinary memory
  std::uint64_t frame = 0;               ///< key of its content: the physical page, or a number for ordinary memory
  std::uint32_t protection = 0;          ///< MAPPROOF_PROT_* without NOCACHE
  std::uint32_t caching = 0;             ///< enum mapproof_caching, or 0 if nobody can say
  std::uint32_t kind = 0;                ///< enum mapproof_memory_kind of ordinary memory
  std::uint32_t opened = 0;              ///< of typed memory, and only there: which descriptor it was mapped through
  std::optional<std::uint64_t> place{};  ///< of typed memory: the page's offset in its object, once it is known
  std::size_t first_byte = 0;            ///< the bytes of the page that were asked for: first_byte ... end_byte - 1
  std::size_t end_byte = 0;
  bool by_mmap = false;             ///< made by mmap()
  std::uint64_t file_frame = 0;     ///< key of the page of the file that it shows or is a copy of; 0: none
  bool of_read_only_file = false;   ///< the descriptor was open for reading only
  bool is_copied_by_store = false;  ///< private, and the first store gives it a frame of its own
  bool loadable = false;            ///< a load has no effect but to answer
  bool storable = false;            ///< a store has no effect but to be remembered
  Known locked = Known::no;
  Known touched = Known::no;          ///< resident: a load or store went to it, or something else brought it in
  bool as_mapped = true;              ///< no lock or protection has been changed since
  std::optional<std::uint64_t> seen;  ///< the frame that a lookup named while the page was locked

  bool is_typed() const { return opened != 0; }
};

/// Addresses and lengths are bytes; ranges that are given need not be aligned and count every page that they touch.
class PageMap {
 public:
  using Pages = std::map<std::uint64_t, Page>;

  explicit PageMap(std::size_t page_size) : page_size_(page_size) {}

  std::uint64_t page_size() const { return page_size_; }
  std::uint64_t down(std::uint64_t address) const { return address & ~(page_size_ - 1); }
  std::uint64_t inside(std::uint64_t address) const { return address & (page_size_ - 1); }
  /// The number of pages that the range touches; a range that leaves 64 bits has none.
  std::uint64_t count(std::uint64_t address, std::uint64_t length) const;

  const Pages& pages() const { return pages_; }
  const Page* find(std::uint64_t address) const;
  Page* find(std::uint64_t address);
  /// What lies in the range, in address order.
  std::vector<std::uint64_t> mapped_in(std::uint64_t address, std::uint64_t length) const;
  bool whole(std::uint64_t address, std::uint64_t length) const;
  bool empty(std::uint64_t address, std::uint64_t length) const { return mapped_in(address, length).empty(); }

  void set(std::uint64_t address, const Page& page) { pages_[down(address)] = page; }
  void remove(std::uint64_t address, std::uint64_t length);

 private:
  std::uint64_t page_size_;
  Pages pages_;
};

/// What the words of each frame hold, as far as it is known. Words are 8 bytes at multiples of 8.
class Contents {
 public:
  std::optional<std::uint64_t> word(std::uint64_t frame, std::size_t offset) const;
  void set_word(std::uint64_t frame, std::size_t offset, std::uint64_t value) { frames_[frame][offset] = value; }
  void forget(std::uint64_t frame, std::size_t offset) { frames_[frame].erase(offset); }
  const std::map<std::size_t, std::uint64_t>& words(std::uint64_t frame) const;
  /// Gives the words of one frame to another, which forgets its own.
  void move(std::uint64_t from, std::uint64_t to);

 private:
  std::map<std::uint64_t, std::map<std::size_t, std::uint64_t>> frames_;
};

}  // namespace mapproof::explore
