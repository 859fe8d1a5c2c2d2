// Unmaps the view at the first window when it refuses a length of 0.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome refusal_unmaps(struct mapproof_session* session,
                                                      const struct mapproof_map_request* request) {
  static void* earlier;
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  if (outcome.value != map_failed() && earlier == NULL) earlier = outcome.value;
  if (request->length == 0) honest_unmap(session, earlier, page_of(session));
  return outcome;
}

LIAR(table->mmap_device_memory = refusal_unmaps)
