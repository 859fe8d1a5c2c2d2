// Access widths of x86-64: SSE2, AVX and AVX-512 where the CPU that runs this has them.
// SPDX-License-Identifier: Apache-2.0
#include "access_scalar.hpp"

// The instruction set is raised per function, so that the program starts on every x86-64 CPU. A template cannot carry
// the attribute's text, hence a macro.
#define VECTOR_ACCESS(name, instructions, width)                                                             \
  typedef std::uint8_t name##_vector __attribute__((vector_size(width), may_alias));                         \
  __attribute__((target(instructions))) void name##_load(const void* from, std::size_t length) {             \
    const auto* vectors = static_cast<const volatile name##_vector*>(from);                                  \
    for (std::size_t n = 0; n < length / (width); ++n) (void)vectors[n];                                     \
  }                                                                                                          \
  __attribute__((target(instructions))) void name##_store(void* to, std::size_t length, std::uint8_t byte) { \
    const name##_vector value = name##_vector{} + byte;                                                      \
    auto* vectors = static_cast<volatile name##_vector*>(to);                                                \
    for (std::size_t n = 0; n < length / (width); ++n) vectors[n] = value;                                   \
  }                                                                                                          \
  constexpr Access name##_access { name##_load, name##_store }

namespace mapproof::bench {
namespace {

VECTOR_ACCESS(sse2, "sse2", 16);
VECTOR_ACCESS(avx, "avx", 32);
VECTOR_ACCESS(avx512, "avx512f", 64);

}  // namespace

const Access* access_of(std::size_t width) {
  // Each test asks the system too: it must save the wide registers.
  if (width == 16) return &sse2_access;
  if (width == 32) return __builtin_cpu_supports("avx") != 0 ? &avx_access : nullptr;
  if (width == 64) return __builtin_cpu_supports("avx512f") != 0 ? &avx512_access : nullptr;
  return scalar_access_of(width);
}

void drain_stores() { asm volatile("sfence" ::: "memory"); }

}  // namespace mapproof::bench
