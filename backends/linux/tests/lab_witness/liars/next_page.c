// Maps the page after the right one.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_address_outcome lie(struct mapproof_session* session,
                                           const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  changed.physical += 4096;
  const struct mapproof_address_outcome outcome = honest()->mmap_device_memory(session, &changed);
  return outcome.error == 0 ? outcome : honest()->mmap_device_memory(session, request);
}

LIAR(table->mmap_device_memory = lie)
