// Refuses an invalid flag bit with ENOTSUP.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome invalid_flag_is_enotsup(struct mapproof_session* session,
                                                               const struct mapproof_map_request* request) {
  if (request->raw_flags != 0) return no_mapping(ENOTSUP);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = invalid_flag_is_enotsup)
