// Grants loads where only stores were asked for, as most hardware does (MDM_37).
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

static struct mapproof_address_outcome map(struct mapproof_session* session,
                                           const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if ((changed.protection & MAPPROOF_PROT_WRITE) != 0) changed.protection |= MAPPROOF_PROT_READ;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = map)
