// Gives private memory for PROT_WRITE alone.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"
#include "private_copy.h"

static struct mapproof_address_outcome write_only_is_private(struct mapproof_session* session,
                                                             const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  if (outcome.value != map_failed() && request->protection == MAPPROOF_PROT_WRITE) {
    make_private(outcome.value, request->length);
  }
  return outcome;
}

LIAR(table->mmap_device_memory = write_only_is_private)
