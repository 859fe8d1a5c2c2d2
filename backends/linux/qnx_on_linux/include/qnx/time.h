/* Linux's <time.h> with QNX's nanospin() and its neighbours in addition.
 * SPDX-License-Identifier: Apache-2.0 */
#if defined(__GNUC__)
#pragma GCC system_header
#endif
#include_next <time.h>

#include "../mapproof_qnx.h"
