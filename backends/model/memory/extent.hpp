// One entry of the mapping table: a run of virtual pages with the same properties.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <type_traits>

namespace mapproof::model {

inline constexpr std::uint64_t no_physical = UINT64_MAX;

/// Addresses from `start` up to, but not including, `end`.
struct Range {
  std::uint64_t start;
  std::uint64_t end;
};

enum class Kind : std::uint32_t { device = 1, memory = 2, file = 3, typed = 4 };

enum ExtentFlag : std::uint32_t {
  extent_locked = 1u << 0,
  extent_resident = 1u << 1,  ///< has its frame as far as the documents go
  extent_lazy = 1u << 2,      ///< becomes resident by a touch only
  extent_private = 1u << 3,
  extent_image = 1u << 4,      ///< private with initial content that is not zero
  extent_read_only = 1u << 5,  ///< shared through something that must not be written: mprotect() may not add it
};

/// Whole pages. `physical` is the address behind `start`, or no_physical where the model has no frame (files).
struct Extent {
  std::uint64_t start = 0;
  std::uint64_t end = 0;
  std::uint64_t physical = no_physical;
  std::uint64_t object_offset = 0;  ///< place in the file or the typed memory object
  std::uint64_t object = 0;         ///< identity of that object
  std::uint32_t serial = 0;         ///< which call made it
  std::int32_t fd = -1;
  Kind kind = Kind::device;
  std::uint32_t flags = 0;
  std::uint32_t protection = 0;  ///< MAPPROOF_PROT_*
  std::uint32_t caching = 0;

  std::uint64_t length() const { return end - start; }
  bool has(ExtentFlag flag) const { return (flags & flag) != 0; }
  bool has_object() const { return kind == Kind::file || kind == Kind::typed; }
  bool has_frame() const { return kind == Kind::memory || kind == Kind::typed; }

  /// The part inside [from, to).
  Extent part(std::uint64_t from, std::uint64_t to) const {
    Extent piece = *this;
    if (from > start) {
      piece.start = from;
      if (physical != no_physical) piece.physical += from - start;
      if (has_object()) piece.object_offset += from - start;
    }
    if (to < end) piece.end = to;
    return piece;
  }

  /// Whether `next` continues this one so that both can be one entry.
  bool continues_in(const Extent& next) const {
    if (end != next.start) return false;
    const bool alike = serial == next.serial && kind == next.kind && flags == next.flags && fd == next.fd &&
                       protection == next.protection && caching == next.caching && object == next.object;
    if (!alike) return false;
    if (has_object() && object_offset + length() != next.object_offset) return false;
    return physical == no_physical ? next.physical == no_physical : physical + length() == next.physical;
  }
};
static_assert(sizeof(Extent) == 64 && std::is_trivially_copyable_v<Extent>);

}  // namespace mapproof::model
