/* Access to device registers by the handles of mmap_device_io(): ports on x86, uncached memory elsewhere.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_QNX_HW_INOUT_H
#define MAPPROOF_QNX_HW_INOUT_H

#include <stdint.h>

#if defined(__x86_64__) || defined(__i386__)
#include <sys/io.h>
#define MAPPROOF_QNX_IN(bits, letter) return in##letter((unsigned short)port)
#define MAPPROOF_QNX_OUT(bits, letter) out##letter(value, (unsigned short)port)
#else
#define MAPPROOF_QNX_IN(bits, letter) return *(volatile uint##bits##_t*)port
#define MAPPROOF_QNX_OUT(bits, letter) *(volatile uint##bits##_t*)port = value
#endif

static inline uint8_t in8(uintptr_t port) { MAPPROOF_QNX_IN(8, b); }
static inline uint16_t in16(uintptr_t port) { MAPPROOF_QNX_IN(16, w); }
static inline uint32_t in32(uintptr_t port) { MAPPROOF_QNX_IN(32, l); }
static inline void out8(uintptr_t port, uint8_t value) { MAPPROOF_QNX_OUT(8, b); }
static inline void out16(uintptr_t port, uint16_t value) { MAPPROOF_QNX_OUT(16, w); }
static inline void out32(uintptr_t port, uint32_t value) { MAPPROOF_QNX_OUT(32, l); }

#undef MAPPROOF_QNX_IN
#undef MAPPROOF_QNX_OUT

#endif
