// Answers EACCES where the right to map is missing.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome access_denied(struct mapproof_session* session,
                                                     const struct mapproof_map_request* request) {
  return renamed(honest_map(session, request), EPERM, EACCES);
}

LIAR(table->mmap_device_memory = access_denied)
