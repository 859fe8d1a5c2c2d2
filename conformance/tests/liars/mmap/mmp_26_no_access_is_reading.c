// Maps for reading what was asked for without any access.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_address_outcome lie(struct mapproof_session* session,
                                           const struct mapproof_mmap_request* request) {
  struct mapproof_mmap_request changed = *request;
  if (request->protection == MAPPROOF_PROT_NONE && request->raw_protection == 0)
    changed.protection = MAPPROOF_PROT_READ;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = lie)
