/* Linux's <sys/mman.h> with QNX's calls for device memory in addition.
 * SPDX-License-Identifier: Apache-2.0 */
#if defined(__GNUC__)
#pragma GCC system_header
#endif
#include_next <sys/mman.h>

#include "../../mapproof_qnx.h"

/* With MAP_PHYS in its flags it is QNX's call; without, Linux's. */
#undef mmap
#undef mmap64
#define mmap mapproof_qnx_mmap
#define mmap64 mapproof_qnx_mmap
