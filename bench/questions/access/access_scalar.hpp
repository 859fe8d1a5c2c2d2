// The widths that every CPU has: loads and stores of a machine word and its parts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "access_width.hpp"

namespace mapproof::bench {

// volatile: the compiler makes each access exactly once and as wide as it stands here.
template <class Unsigned>
void load_each(const void* from, std::size_t length) {
  typedef Unsigned Word __attribute__((may_alias));
  const auto* words = static_cast<const volatile Word*>(from);
  for (std::size_t n = 0; n < length / sizeof(Word); ++n) (void)words[n];
}

template <class Unsigned>
void store_each(void* to, std::size_t length, std::uint8_t byte) {
  typedef Unsigned Word __attribute__((may_alias));
  const auto value = static_cast<Unsigned>(byte * (static_cast<Unsigned>(~Unsigned{0}) / 0xffu));
  auto* words = static_cast<volatile Word*>(to);
  for (std::size_t n = 0; n < length / sizeof(Word); ++n) words[n] = value;
}

template <class Unsigned>
inline constexpr Access scalar_access{load_each<Unsigned>, store_each<Unsigned>};

/// 1, 2, 4, and 8 where a register is that wide; else NULL.
inline const Access* scalar_access_of(std::size_t width) {
  if (width > sizeof(void*)) return nullptr;
  switch (width) {
    case 1:
      return &scalar_access<std::uint8_t>;
    case 2:
      return &scalar_access<std::uint16_t>;
    case 4:
      return &scalar_access<std::uint32_t>;
    case 8:
      return &scalar_access<std::uint64_t>;
    default:
      return nullptr;
  }
}

}  // namespace mapproof::bench
