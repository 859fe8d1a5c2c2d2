// Access widths of 64-bit Arm: a vector register of 16 bytes beside the general ones.
// SPDX-License-Identifier: Apache-2.0
#include "access_scalar.hpp"

namespace mapproof::bench {
namespace {

typedef std::uint8_t Vector __attribute__((vector_size(16), may_alias));

void load_vectors(const void* from, std::size_t length) {
  const auto* vectors = static_cast<const volatile Vector*>(from);
  for (std::size_t n = 0; n < length / sizeof(Vector); ++n) (void)vectors[n];
}

void store_vectors(void* to, std::size_t length, std::uint8_t byte) {
  const Vector value = Vector{} + byte;
  auto* vectors = static_cast<volatile Vector*>(to);
  for (std::size_t n = 0; n < length / sizeof(Vector); ++n) vectors[n] = value;
}

constexpr Access vector_access{load_vectors, store_vectors};

}  // namespace

const Access* access_of(std::size_t width) { return width == 16 ? &vector_access : scalar_access_of(width); }

void drain_stores() { asm volatile("dsb st" ::: "memory"); }

}  // namespace mapproof::bench
