// The alphabet of --exhaustive: the calls that sequences are made of, each with what it needs of earlier ones.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "generator.hpp"

namespace mapproof::explore {

/// What an answer is the name of: an address, a descriptor of typed memory or a handle of device io.
enum class NameKind : std::uint8_t { address, descriptor, handle, none };
inline constexpr std::size_t name_kinds = 3;
/// How many names of each kind there are.
using Names = std::array<std::uint8_t, name_kinds>;

struct Letter {
  Step step;  ///< its operands name the first, second, ... answer of their kind
  Names needs{};
  NameKind gives = NameKind::none;

  bool fits(const Names& given) const;
};

/// What an operand of this call refers to; none for a number that no call gave.
NameKind kind_of(Call call, const Operand& operand);

/// Each call that the subject has: its sound form, the same with each class of each argument in turn, and the forms in
/// which several arguments matter together; about each of the names that a sequence of so many calls can have given
/// before its last.
std::vector<Letter> make_alphabet(const Capabilities& capabilities, std::size_t calls);

}  // namespace mapproof::explore
