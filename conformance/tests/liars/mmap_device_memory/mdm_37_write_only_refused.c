// Refuses PROT_WRITE alone.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome write_only_refused(struct mapproof_session* session,
                                                          const struct mapproof_map_request* request) {
  if (request->protection == MAPPROOF_PROT_WRITE) return no_mapping(EINVAL);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = write_only_refused)
