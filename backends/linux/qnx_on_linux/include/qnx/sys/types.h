/* Linux's <sys/types.h> with QNX's paddr_t in addition.
 * SPDX-License-Identifier: Apache-2.0 */
#if defined(__GNUC__)
#pragma GCC system_header
#endif
#include_next <sys/types.h>

#include "../../mapproof_qnx.h"
