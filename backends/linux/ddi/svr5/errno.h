/* For backends/ddi/include in the kernel: its error numbers.
 * SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#include <asm-generic/errno.h>
