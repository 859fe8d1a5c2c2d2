// Refuses a physical address in the middle of a page: no document promises more (MDM_22).
// Profiles: qnx-6.5 qnx-6.6 qnx-7.0 qnx-7.1 qnx-7.1b qnx-8.0
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

static struct mapproof_address_outcome map(struct mapproof_session* session,
                                           const struct mapproof_map_request* request) {
  if (request->length != 0 && request->physical % page_of(session) != 0) return no_mapping(EINVAL);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = map)
