/* Kernel memory. Blocks of a page or more begin on a page, so that a driver can let users map them.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_DDI_SYS_KMEM_H
#define MAPPROOF_DDI_SYS_KMEM_H

#include <sys/types.h>

#define KM_SLEEP 0
#define KM_NOSLEEP 1

void* kmem_alloc(size_t size, int flag);
void* kmem_zalloc(size_t size, int flag);
void kmem_free(void* address, size_t size);

#endif
