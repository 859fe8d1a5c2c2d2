/* Linux's <sys/mman.h> with QNX's calls for device memory in addition.
 * SPDX-License-Identifier: Apache-2.0 */
#if defined(__GNUC__)
#pragma GCC system_header
#endif
#include_next <sys/mman.h>

#include "../../mapproof_qnx.h"

/* What a strict language level hides, e.g. -std=c89. */
#if !defined(MAP_ANON) && (defined(__x86_64__) || defined(__i386__) || defined(__aarch64__) || defined(__arm__))
#define MAP_ANON 0x20
#endif
#if defined(MAP_ANON) && !defined(MAP_ANONYMOUS)
#define MAP_ANONYMOUS MAP_ANON
#endif

/* All bits of a protection. */
#undef PROT_MASK
#define PROT_MASK (PROT_READ | PROT_WRITE | PROT_EXEC | PROT_NOCACHE)

#ifndef __PAGESIZE
#if defined(__x86_64__) || defined(__i386__)
#define __PAGESIZE 4096
#else
#include <unistd.h>
#define __PAGESIZE ((unsigned)sysconf(_SC_PAGESIZE))
#endif
#endif

/* With MAP_PHYS in its flags, or an object of shm_ctl(), it is QNX's call; without, Linux's. */
#undef mmap
#undef mmap64
#define mmap mapproof_qnx_mmap
#define mmap64 mapproof_qnx_mmap
