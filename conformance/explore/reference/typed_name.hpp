// Names of typed memory: how a script writes them, what the subject is given, and which memory they stand for.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page_map.hpp"

namespace mapproof::explore {

/// What a name stands for. Only the ends of an object are known: in between there may be gaps.
class TypedMemory {
 public:
  void unite(const mapproof_typed_pool& pool);
  /// Keeps what the object may have in common with what there is.
  void intersect(const mapproof_typed_pool& pool);
  /// From here on nobody can say which memory it is.
  void doubt() { doubtful_ = true; }

  bool empty() const { return parts_.empty(); }
  /// Whether it surely is not empty.
  bool has_whole_object() const;
  /// Whether all bytes of a range of whole pages belong to it.
  Known holds(std::uint64_t physical, std::uint64_t length, std::uint64_t page_size) const;
  bool may_hold(std::uint64_t physical) const { return doubtful_ || part_of(physical) != nullptr; }

 private:
  struct Part {
    std::uint64_t lowest;
    std::uint64_t highest;
    bool whole;  ///< one object, so that its first and its last byte do belong to it
  };
  const Part* part_of(std::uint64_t physical) const;

  std::vector<Part> parts_;
  bool doubtful_ = false;
};

/// Why a name must be refused.
enum class NameFault : std::uint8_t { unknown, too_long, wrong_form, empty_segment, empty_memory };

struct TypedName {
  std::string text;  ///< as the subject is given it
  TypedMemory memory;
  std::vector<NameFault> faults;
  bool doubtful = false;  ///< the documents do not say whether it stands for anything
};

/// Reads an expression of words and the signs '|' and '&'. The words: pool0 is the name of the first object, end0 what
/// stands behind its last slash, slash_end0 the same behind a slash, part0 the end without its first character, longer0
/// the name with one more character; no_object and long_name stand for nothing. Nothing if there is no such word here.
std::optional<TypedName> read_typed_name(std::string_view words, const std::vector<mapproof_typed_pool>& pools);

/// Whether a script may have this name: all of its words are known.
bool is_typed_name(std::string_view words);

}  // namespace mapproof::explore
