// Maps as if PROT_NOCACHE had not been asked for.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_address_outcome lie(struct mapproof_session* session,
                                           const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  changed.protection &= ~(unsigned)MAPPROOF_PROT_NOCACHE;
  return honest()->mmap_device_memory(session, &changed);
}

LIAR(table->mmap_device_memory = lie)
