/* Pages: what refuses one, and how many bytes they are.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_DDI_SYS_VM_H
#define MAPPROOF_DDI_SYS_VM_H

#include <sys/types.h>

#define NOPAGE ((ppid_t)-1)

ulong_t ptob(ulong_t pages);
ulong_t btop(ulong_t bytes);
ulong_t btopr(ulong_t bytes);

#endif
