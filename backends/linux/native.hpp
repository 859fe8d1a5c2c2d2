// The native bits of this backend's calls: those of the 6.4-era QNX header, because the calls are QNX's, not Linux's.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>
#include <sys/mman.h>

#include <cstdint>

namespace mapproof::lnx {

inline constexpr std::uint32_t prot_read = 0x100;
inline constexpr std::uint32_t prot_write = 0x200;
inline constexpr std::uint32_t prot_exec = 0x400;
inline constexpr std::uint32_t prot_nocache = 0x800;
inline constexpr std::uint32_t prot_valid = prot_read | prot_write | prot_exec | prot_nocache;

inline constexpr std::uint32_t map_type = 0x0f;  // any sharing type: a device mapping is always shared
inline constexpr std::uint32_t map_fixed = 0x10;
inline constexpr std::uint32_t map_lazy = 0x80;
inline constexpr std::uint32_t map_stack = 0x1000;
inline constexpr std::uint32_t map_below = 0x2000;
inline constexpr std::uint32_t map_noinit = 0x4000;
inline constexpr std::uint32_t map_phys = 0x10000;
inline constexpr std::uint32_t map_nox64k = 0x20000;
inline constexpr std::uint32_t map_below16m = 0x40000;
inline constexpr std::uint32_t map_anon = 0x80000;
inline constexpr std::uint32_t map_elf = 0x20;
inline constexpr std::uint32_t map_nosyncfile = 0x40;

// What a flags argument may hold. PROT_NOCACHE is tolerated there; MAP_STACK asks for anonymous memory and is not.
inline constexpr std::uint32_t map_valid = map_type | map_fixed | map_elf | map_nosyncfile | map_lazy | map_below |
                                           map_noinit | map_phys | map_nox64k | map_below16m | map_anon | prot_nocache;

// The bits that the documents and the observed system call invalid: protections, the system-RAM marker, the page-status
// bits and the reserved top.
inline constexpr std::uint32_t map_documented_invalid = 0x00000700u | 0x01000000u | 0x00f00000u | 0xf0000000u;

/// Portable bit `from` becomes native bit `to`.
inline constexpr std::uint32_t translate(std::uint32_t set, std::uint32_t from, std::uint32_t to) {
  return (set & from) != 0 ? to : 0;
}

inline constexpr std::uint32_t native_protection(std::uint32_t portable, std::uint32_t raw) {
  return translate(portable, MAPPROOF_PROT_READ, prot_read) | translate(portable, MAPPROOF_PROT_WRITE, prot_write) |
         translate(portable, MAPPROOF_PROT_EXEC, prot_exec) | translate(portable, MAPPROOF_PROT_NOCACHE, prot_nocache) |
         raw;
}

inline constexpr std::uint32_t native_flags(std::uint32_t portable, std::uint32_t raw) {
  return translate(portable, MAPPROOF_MAP_SHARED, 0x1) | translate(portable, MAPPROOF_MAP_PRIVATE, 0x2) |
         translate(portable, MAPPROOF_MAP_FIXED, map_fixed) | translate(portable, MAPPROOF_MAP_PHYS, map_phys) |
         translate(portable, MAPPROOF_MAP_ANON, map_anon) | translate(portable, MAPPROOF_MAP_LAZY, map_lazy) |
         translate(portable, MAPPROOF_MAP_STACK, map_stack) | translate(portable, MAPPROOF_MAP_NOINIT, map_noinit) |
         translate(portable, MAPPROOF_MAP_BELOW16M, map_below16m) |
         translate(portable, MAPPROOF_MAP_NOX64K, map_nox64k) |
         translate(portable, MAPPROOF_MAP_NOCACHE, prot_nocache) | raw;
}

/// Native protection bits as Linux's mmap() and mprotect() take them.
inline constexpr int linux_protection(std::uint32_t native) {
  return static_cast<int>(translate(native, prot_read, PROT_READ) | translate(native, prot_write, PROT_WRITE) |
                          translate(native, prot_exec, PROT_EXEC));
}

}  // namespace mapproof::lnx
