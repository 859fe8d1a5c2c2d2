/* For liars that give a copy where the device itself was asked for.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MAPPROOF_PRIVATE_COPY_H
#define MAPPROOF_PRIVATE_COPY_H

#include <stdlib.h>
#include <sys/mman.h>

/* Puts private zeros in the place of what was mapped there. The system's own mmap(): the honest table must not know. */
static inline void make_private(void* address, size_t length) {
  const int protection = PROT_READ | PROT_WRITE;
  if (mmap(address, length, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != address) abort();
}

#endif
