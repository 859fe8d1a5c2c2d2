// Gives the second writable view of a range memory of its own.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"
#include "private_copy.h"

static struct mapproof_address_outcome second_view_is_private(struct mapproof_session* session,
                                                              const struct mapproof_map_request* request) {
  static uint64_t seen;
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  if (outcome.value == map_failed() || (request->protection & MAPPROOF_PROT_WRITE) == 0) return outcome;
  if (seen == request->physical) make_private(outcome.value, request->length);
  seen = request->physical;
  return outcome;
}

LIAR(table->mmap_device_memory = second_view_is_private)
