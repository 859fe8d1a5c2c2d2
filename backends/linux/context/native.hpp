// The native bits of this backend's calls: those of libmapproof_qnx, which are Linux's where Linux has them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>
#include <mapproof_qnx.h>
#include <sys/mman.h>

#include <cstdint>

namespace mapproof::lnx {

inline constexpr std::uint32_t prot_nocache = PROT_NOCACHE;
inline constexpr std::uint32_t prot_valid = PROT_READ | PROT_WRITE | PROT_EXEC | PROT_NOCACHE;

inline constexpr std::uint32_t map_type = MAP_TYPE;  // any sharing type: a device mapping is always shared
inline constexpr std::uint32_t map_fixed = MAP_FIXED;
inline constexpr std::uint32_t map_phys = MAP_PHYS;
inline constexpr std::uint32_t map_anon = MAP_ANONYMOUS;
inline constexpr std::uint32_t map_lazy = MAP_LAZY;
inline constexpr std::uint32_t map_stack = MAP_STACK;
inline constexpr std::uint32_t map_noinit = MAP_NOINIT;
inline constexpr std::uint32_t map_below16m = MAP_BELOW16M;
inline constexpr std::uint32_t map_nox64k = MAP_NOX64K;

// What a flags argument may hold. PROT_NOCACHE is tolerated there; MAP_STACK asks for anonymous memory and is not, and
// what only Linux knows means nothing for a device.
inline constexpr std::uint32_t map_valid = map_type | map_fixed | map_lazy | MAP_BELOW | map_noinit | map_phys |
                                           map_nox64k | map_below16m | map_anon | prot_nocache;

/// Portable bit `from` becomes native bit `to`.
inline constexpr std::uint32_t translate(std::uint32_t set, std::uint32_t from, std::uint32_t to) {
  return (set & from) != 0 ? to : 0;
}

inline constexpr std::uint32_t native_protection(std::uint32_t portable, std::uint32_t raw) {
  return translate(portable, MAPPROOF_PROT_READ, PROT_READ) | translate(portable, MAPPROOF_PROT_WRITE, PROT_WRITE) |
         translate(portable, MAPPROOF_PROT_EXEC, PROT_EXEC) | translate(portable, MAPPROOF_PROT_NOCACHE, prot_nocache) |
         raw;
}

inline constexpr std::uint32_t native_flags(std::uint32_t portable, std::uint32_t raw) {
  return translate(portable, MAPPROOF_MAP_SHARED, MAP_SHARED) | translate(portable, MAPPROOF_MAP_PRIVATE, MAP_PRIVATE) |
         translate(portable, MAPPROOF_MAP_FIXED, map_fixed) | translate(portable, MAPPROOF_MAP_PHYS, map_phys) |
         translate(portable, MAPPROOF_MAP_ANON, map_anon) | translate(portable, MAPPROOF_MAP_LAZY, map_lazy) |
         translate(portable, MAPPROOF_MAP_STACK, map_stack) | translate(portable, MAPPROOF_MAP_NOINIT, map_noinit) |
         translate(portable, MAPPROOF_MAP_BELOW16M, map_below16m) |
         translate(portable, MAPPROOF_MAP_NOX64K, map_nox64k) |
         translate(portable, MAPPROOF_MAP_NOCACHE, prot_nocache) | raw;
}

/// Native protection bits as Linux's mmap() and mprotect() take them.
inline constexpr int linux_protection(std::uint32_t native) {
  return static_cast<int>(native & (PROT_READ | PROT_WRITE | PROT_EXEC));
}

}  // namespace mapproof::lnx
