/* Linux's <errno.h> with QNX's name for no error in addition.
 * SPDX-License-Identifier: Apache-2.0 */
#if defined(__GNUC__)
#pragma GCC system_header
#endif
#include_next <errno.h>

#undef EOK
#define EOK 0
