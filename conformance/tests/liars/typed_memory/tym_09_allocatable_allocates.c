// Allocates on a descriptor for MAP_ALLOCATABLE, whatever the offset is.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static address_type lie(session_type* session, const map_type* request) {
  map_type changed = *request;
  const int fd = request->fd;
  if (fd >= 0 && fd < MOST_DESCRIPTORS && tflag_of[fd] == MAPPROOF_TYPED_ALLOCATABLE) {
    const open_type allocate = {"/memory", MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE, 0, MAPPROOF_TYPED_ALLOCATE, 0};
    changed.fd = honest_open(session, &allocate).value;
    changed.offset = 0;
  }
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = lie; table->posix_typed_mem_open = open_and_remember)
