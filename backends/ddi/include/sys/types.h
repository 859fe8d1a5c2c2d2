/* The types of the SVR5 DDI, and which version of it a driver source is written for.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_DDI_SYS_TYPES_H
#define MAPPROOF_DDI_SYS_TYPES_H

#ifndef _KERNEL
#error "These headers are for driver source: define _KERNEL."
#endif

/* The major number of the DDI version; drivers from before DDI 8 may leave it out. */
#ifndef _DDI
#define _DDI 7
#endif

#include <stddef.h>

#ifdef __cplusplus
#error "Drivers are written in C."
#endif

typedef unsigned char uchar_t;
typedef unsigned short ushort_t;
typedef unsigned int uint_t;
typedef unsigned long ulong_t;
typedef char* caddr_t;
typedef long off_t;
typedef unsigned long paddr_t;
typedef unsigned long dev_t;
typedef unsigned long major_t;
typedef unsigned long minor_t;

/* Opaque: a driver compares it with NOPAGE and with nothing else. */
#if _DDI >= 8
typedef unsigned int ppid_t;
typedef unsigned int channel_t;
#else
typedef int ppid_t;
#endif
typedef unsigned long long rm_key_t;

#endif
