/* Linux's <sys/mman.h> with QNX's calls for device memory in addition.
 * SPDX-License-Identifier: Apache-2.0 */
#if defined(__GNUC__)
#pragma GCC system_header
#endif
#include_next <sys/mman.h>

#include "../../mapproof_qnx.h"
