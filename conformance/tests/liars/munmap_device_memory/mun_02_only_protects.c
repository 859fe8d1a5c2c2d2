// Takes the permissions of the pages away and keeps them mapped.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "map_liar.h"

static struct mapproof_status_outcome only_protects(struct mapproof_session* session,
                                                    const struct mapproof_unmap_request* request) {
  if (!is_mapped(session, request->address) || request->length == 0)
    return honest_unmap(session, request->address, request->length);
  mprotect(request->address, request->length, PROT_NONE);
  return nothing_done();
}

LIAR(table->munmap_device_memory = only_protects)
