// Leaves a mapping behind when it refuses a length of 0.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome refusal_leaves_a_mapping(struct mapproof_session* session,
                                                                const struct mapproof_map_request* request) {
  struct mapproof_map_request left_behind = *request;
  left_behind.length = 1;
  if (request->length == 0) honest_map(session, &left_behind);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = refusal_leaves_a_mapping)
