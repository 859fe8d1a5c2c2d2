/* Access to device registers by the handles of mmap_device_io(): ports on x86, and uncached memory.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_QNX_HW_INOUT_H
#define MAPPROOF_QNX_HW_INOUT_H

#if defined(__GNUC__)
#pragma GCC system_header
#endif
#include <stdint.h>

#include "../../mapproof_qnx.h"

/* No mapping begins so low that its handle could be one of the 65536 ports. */
#if defined(__x86_64__) || defined(__i386__)
#define MAPPROOF_QNX_IS_PORT(handle) ((handle) <= 0xffff)
#else
#define MAPPROOF_QNX_IS_PORT(handle) 0
#define mapproof_qnx_in(handle, width) 0
#define mapproof_qnx_out(handle, width, value) (void)0
#endif

/* in8(), out8() and their neighbours of `bits` bits. */
#define MAPPROOF_QNX_INOUT(bits)                                                             \
  static __inline__ uint##bits##_t in##bits(uintptr_t handle) {                              \
    if (MAPPROOF_QNX_IS_PORT(handle)) {                                                      \
      return (uint##bits##_t)mapproof_qnx_in(handle, bits / 8);                              \
    }                                                                                        \
    return *(volatile uint##bits##_t*)handle;                                                \
  }                                                                                          \
  static __inline__ void out##bits(uintptr_t handle, uint##bits##_t value) {                 \
    if (MAPPROOF_QNX_IS_PORT(handle)) {                                                      \
      mapproof_qnx_out(handle, bits / 8, value);                                             \
    } else {                                                                                 \
      *(volatile uint##bits##_t*)handle = value;                                             \
    }                                                                                        \
  }                                                                                          \
  /* `count` values through one register; what lies behind the last one is returned. */      \
  static __inline__ void* in##bits##s(void* to, unsigned count, uintptr_t handle) {          \
    uint##bits##_t* values = (uint##bits##_t*)to;                                            \
    for (; count > 0; --count) *values++ = in##bits(handle);                                 \
    return values;                                                                           \
  }                                                                                          \
  static __inline__ void* out##bits##s(const void* from, unsigned count, uintptr_t handle) { \
    const uint##bits##_t* values = (const uint##bits##_t*)from;                              \
    for (; count > 0; --count) out##bits(handle, *values++);                                 \
    return (void*)(uintptr_t)values;                                                         \
  }

MAPPROOF_QNX_INOUT(8)
MAPPROOF_QNX_INOUT(16)
MAPPROOF_QNX_INOUT(32)

#undef MAPPROOF_QNX_INOUT
#undef MAPPROOF_QNX_IS_PORT
#if !defined(__x86_64__) && !defined(__i386__)
#undef mapproof_qnx_in
#undef mapproof_qnx_out
#endif

/* Registers of a given byte order. */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define MAPPROOF_QNX_LE(bits, value) (value)
#define MAPPROOF_QNX_BE(bits, value) __builtin_bswap##bits(value)
#else
#define MAPPROOF_QNX_LE(bits, value) __builtin_bswap##bits(value)
#define MAPPROOF_QNX_BE(bits, value) (value)
#endif
#define MAPPROOF_QNX_ORDERED(bits)                                             \
  static __inline__ uint##bits##_t inle##bits(uintptr_t handle) {              \
    return (uint##bits##_t)MAPPROOF_QNX_LE(bits, in##bits(handle));            \
  }                                                                            \
  static __inline__ uint##bits##_t inbe##bits(uintptr_t handle) {              \
    return (uint##bits##_t)MAPPROOF_QNX_BE(bits, in##bits(handle));            \
  }                                                                            \
  static __inline__ void outle##bits(uintptr_t handle, uint##bits##_t value) { \
    out##bits(handle, (uint##bits##_t)MAPPROOF_QNX_LE(bits, value));           \
  }                                                                            \
  static __inline__ void outbe##bits(uintptr_t handle, uint##bits##_t value) { \
    out##bits(handle, (uint##bits##_t)MAPPROOF_QNX_BE(bits, value));           \
  }

MAPPROOF_QNX_ORDERED(16)
MAPPROOF_QNX_ORDERED(32)

#undef MAPPROOF_QNX_ORDERED
#undef MAPPROOF_QNX_LE
#undef MAPPROOF_QNX_BE

#endif
