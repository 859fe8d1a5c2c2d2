// The descriptors of typed memory that a sequence has opened.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "typed_name.hpp"

namespace mapproof::explore {

struct World;

struct TypedDescriptor {
  int number = MAPPROOF_NOFD;
  std::uint32_t tflag = 0;
  std::uint32_t access = 0;
  std::string text;  ///< the name that it was opened by
  TypedMemory memory;
  bool is_open = true;

  bool allocates() const { return (tflag & (MAPPROOF_TYPED_ALLOCATE | MAPPROOF_TYPED_ALLOCATE_CONTIG)) != 0; }
};

/// Each has an id that is never 0 and is used once, unlike its number.
class TypedDescriptors {
 public:
  void add(std::uint32_t name, TypedDescriptor descriptor);
  void close(std::uint32_t name);
  void clear();

  /// What the step of this name opened; nothing if it opened nothing.
  const TypedDescriptor* named(std::uint32_t name) const;
  std::uint32_t id_of(std::uint32_t name) const;
  const TypedDescriptor& of_id(std::uint32_t id) const { return all_[id - 1]; }
  /// The one that has this number now.
  const TypedDescriptor* numbered(int number) const;
  const std::vector<TypedDescriptor>& all() const { return all_; }

 private:
  std::vector<TypedDescriptor> all_;
  std::map<std::uint32_t, std::uint32_t> ids_;
};

/// Closes all descriptors and forgets them.
void close_all(World& world);

}  // namespace mapproof::explore
