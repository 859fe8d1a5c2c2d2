/* Linux's <unistd.h> with QNX's delay() in addition.
 * SPDX-License-Identifier: Apache-2.0 */
#if defined(__GNUC__)
#pragma GCC system_header
#endif
#include_next <unistd.h>

#include "../mapproof_qnx.h"
