// What the rows say of one request of mmap().
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "explore/language/step.hpp"
#include "mapped_object.hpp"
#include "rule.hpp"
#include "world.hpp"

namespace mapproof::explore {

/// The numbers of one request, and what they mean.
struct OrdinaryAsked {
  const Step& step;
  std::uint64_t address;
  std::uint64_t length;
  std::uint64_t offset;

  bool has(std::uint32_t flag) const { return (step.flags & flag) != 0; }
  bool fixed() const { return has(MAPPROOF_MAP_FIXED); }
  bool has_type() const { return has(MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PRIVATE); }
  /// Without a type the older systems take it for private (MMP_06).
  bool is_private() const { return !has(MAPPROOF_MAP_SHARED); }
  bool is_physical() const { return has(MAPPROOF_MAP_PHYS) && !has(MAPPROOF_MAP_ANON); }
  bool is_contiguous() const { return has(MAPPROOF_MAP_PHYS) && has(MAPPROOF_MAP_ANON); }
  bool is_of_descriptor() const { return step.object != Object::none && !has(MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON); }
  bool writes() const { return (step.protection & MAPPROOF_PROT_WRITE) != 0; }
  bool executes() const { return (step.protection & MAPPROOF_PROT_EXEC) != 0; }
  /// A shared mapping of what is open for reading only cannot be written.
  bool writes_read_only() const {
    const bool read_only = step.object == Object::file_read_only || step.object == Object::pipe;
    return read_only && writes() && has(MAPPROOF_MAP_SHARED);
  }
};

Rule ordinary_map_rule(const World& world, const OrdinaryAsked& asked);

/// Whether judged rows say what a granted request shows. If they do not, there is nothing to compare it with.
bool says_what_is_mapped(const World& world, const OrdinaryAsked& asked);

/// Whether a sound request may be refused with this errno all the same.
bool may_lack_means(const World& world, const OrdinaryAsked& asked, int error);

}  // namespace mapproof::explore
