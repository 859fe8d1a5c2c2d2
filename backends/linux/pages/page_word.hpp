// What one word of KnownPages says of the pages that it stands for.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

namespace mapproof::lnx {

/// A range of whole pages: [first, end) in page numbers.
struct PageRange {
  std::uintptr_t first = 0;
  std::uintptr_t end = 0;
};

enum class PageKind : std::uint64_t { nothing, device, lazy };

/// The same knowledge of all pages of a range. A device's frames follow each other.
struct Knowledge {
  PageKind kind = PageKind::nothing;
  std::uint64_t frame_of_page_0 = 0;  // modulo 2^64; devices only

  std::uint64_t frame_of(std::uintptr_t page) const { return frame_of_page_0 + page; }
};

/// A word stands for 2^shift pages, a slot. From its low end:
///   3 bits  tag: 0 nothing, 1 a device, 2 lazy memory, 3 a node that tells more; 4 is added if only a part is meant
///   shift bits each, for a part: its first and its last page within the slot
///   the rest: the frame of the first page that is meant, or the node's place
class PageWord {
 public:
  explicit PageWord(std::uint64_t bits) : bits_(bits) {}

  static PageWord node(std::uint64_t place) { return PageWord{place | node_tag}; }
  /// All pages of a slot that starts at `page`.
  static PageWord whole(const Knowledge& known, std::uintptr_t page) {
    if (known.kind == PageKind::nothing) return PageWord{0};
    const std::uint64_t frame = known.kind == PageKind::device ? known.frame_of(page) : 0;
    return PageWord{frame << tag_bits | static_cast<std::uint64_t>(known.kind)};
  }
  /// From whole(page) to whole(page + 1).
  static std::uint64_t step(const Knowledge& known) {
    return known.kind == PageKind::device ? std::uint64_t{1} << tag_bits : 0;
  }

  std::uint64_t bits() const { return bits_; }
  bool is_nothing() const { return bits_ == 0; }
  bool is_node() const { return (bits_ & tag_mask) == node_tag; }
  std::uint64_t place() const { return bits_ & ~tag_mask; }

  /// The pages that the word tells something of; `page` is any page of its slot. Not for nodes.
  PageRange range(unsigned shift, std::uintptr_t page) const {
    const std::uintptr_t mask = (std::uintptr_t{1} << shift) - 1;
    const std::uintptr_t base = page & ~mask;
    if (is_nothing()) return {base, base};
    if (!is_part()) return {base, base + mask + 1};
    return {base + (bits_ >> tag_bits & mask), base + (bits_ >> (tag_bits + shift) & mask) + 1};
  }

  /// What it tells of them. Not for nodes.
  Knowledge knowledge(unsigned shift, PageRange told) const {
    const auto kind = static_cast<PageKind>(bits_ & kind_mask);
    const std::uint64_t frame = bits_ >> (is_part() ? tag_bits + 2 * shift : tag_bits);
    return {kind, kind == PageKind::device ? frame - told.first : 0};
  }

  /// A word that says what this one says, and `known` of a part of its slot. nullopt: no single word can say that.
  /// Not for nodes.
  std::optional<PageWord> with(unsigned shift, PageRange part, const Knowledge& known) const {
    const PageRange told = range(shift, part.first);
    if (is_nothing() || (part.first <= told.first && told.end <= part.end)) return some(shift, part, known);
    if (known.kind != PageKind::nothing) return std::nullopt;
    if (part.end <= told.first || told.end <= part.first) return *this;
    const PageRange left{told.first, std::min(told.end, part.first)}, right{std::max(told.first, part.end), told.end};
    if (left.first < left.end && right.first < right.end) return std::nullopt;
    return some(shift, left.first < left.end ? left : right, knowledge(shift, told));
  }

 private:
  static constexpr unsigned tag_bits = 3;
  static constexpr std::uint64_t tag_mask = 7, kind_mask = 3, node_tag = 3, part_tag = 4;

  bool is_part() const { return (bits_ & part_tag) != 0; }

  // Nothing but this part. Frames may have too many bits: then those of the whole slot do, so that what is said of a
  // part can be said of less of it.
  static std::optional<PageWord> some(unsigned shift, PageRange part, const Knowledge& known) {
    if (known.kind == PageKind::nothing) return PageWord{0};
    const std::uintptr_t mask = (std::uintptr_t{1} << shift) - 1;
    const std::uint64_t frame = known.kind == PageKind::device ? known.frame_of(part.first) : 0;
    if ((frame + ((part.first ^ mask) & mask)) >> (64 - tag_bits - 2 * shift) != 0) return std::nullopt;
    return PageWord{frame << (tag_bits + 2 * shift) | ((part.end - 1) & mask) << (tag_bits + shift) |
                    (part.first & mask) << tag_bits | part_tag | static_cast<std::uint64_t>(known.kind)};
  }

  std::uint64_t bits_;
};

}  // namespace mapproof::lnx
