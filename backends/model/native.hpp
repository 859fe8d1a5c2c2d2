// The numbers of the system that the model stands for: flag and protection bits of its header, and their translation.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>
#include <sys/mman.h>

#include <cstdint>

namespace mapproof::model::native {

inline constexpr std::uint32_t map_type = 0x0000000fu;
inline constexpr std::uint32_t map_shared = 0x00000001u;
inline constexpr std::uint32_t map_private = 0x00000002u;
inline constexpr std::uint32_t map_private_anon = 0x00000003u;  // the last type that has a meaning
inline constexpr std::uint32_t map_fixed = 0x00000010u;
inline constexpr std::uint32_t map_lazy = 0x00000080u;
inline constexpr std::uint32_t map_stack = 0x00001000u;
inline constexpr std::uint32_t map_noinit = 0x00004000u;
inline constexpr std::uint32_t map_phys = 0x00010000u;
inline constexpr std::uint32_t map_nox64k = 0x00020000u;
inline constexpr std::uint32_t map_below16m = 0x00040000u;
inline constexpr std::uint32_t map_anon = 0x00080000u;

inline constexpr std::uint32_t prot_read = 0x100u;
inline constexpr std::uint32_t prot_write = 0x200u;
inline constexpr std::uint32_t prot_exec = 0x400u;
inline constexpr std::uint32_t prot_nocache = 0x800u;
inline constexpr std::uint32_t prot_all = 0xf00u;

// Protection bits other than NOCACHE, page status, the system-RAM marker, the reserved top nibble.
inline constexpr std::uint32_t invalid_flags = 0xf1f00700u;
inline constexpr std::uint32_t invalid_protection = ~prot_all;

inline std::uint32_t flags(std::uint32_t portable, std::uint32_t raw) {
  struct Pair {
    std::uint32_t portable, native;
  };
  constexpr Pair pairs[] = {
      {MAPPROOF_MAP_SHARED, map_shared}, {MAPPROOF_MAP_PRIVATE, map_private},  {MAPPROOF_MAP_FIXED, map_fixed},
      {MAPPROOF_MAP_PHYS, map_phys},     {MAPPROOF_MAP_ANON, map_anon},        {MAPPROOF_MAP_LAZY, map_lazy},
      {MAPPROOF_MAP_STACK, map_stack},   {MAPPROOF_MAP_NOINIT, map_noinit},    {MAPPROOF_MAP_BELOW16M, map_below16m},
      {MAPPROOF_MAP_NOX64K, map_nox64k}, {MAPPROOF_MAP_NOCACHE, prot_nocache},
  };
  if (portable == 0) return raw;
  for (const Pair& pair : pairs) raw |= (portable & pair.portable) != 0 ? pair.native : 0;
  return raw;
}

// The header keeps the four portable bits in the portable order, eight places further up.
static_assert(MAPPROOF_PROT_READ << 8 == prot_read && MAPPROOF_PROT_WRITE << 8 == prot_write);
static_assert(MAPPROOF_PROT_EXEC << 8 == prot_exec && MAPPROOF_PROT_NOCACHE << 8 == prot_nocache);
inline std::uint32_t protection(std::uint32_t portable, std::uint32_t raw) { return (portable & 0xfu) << 8 | raw; }
inline std::uint32_t portable_protection(std::uint32_t native) { return native >> 8 & 0xfu; }

// What the machine below is asked for: caching is simulated, so NOCACHE has no counterpart.
inline int host_protection(std::uint32_t portable) {
  int bits = PROT_NONE;
  if ((portable & MAPPROOF_PROT_READ) != 0) bits |= PROT_READ;
  if ((portable & MAPPROOF_PROT_WRITE) != 0) bits |= PROT_WRITE;
  if ((portable & MAPPROOF_PROT_EXEC) != 0) bits |= PROT_EXEC;
  return bits;
}

}  // namespace mapproof::model::native
