// Answers ENODEV where a physical range is invalid.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome missing_device(struct mapproof_session* session,
                                                      const struct mapproof_map_request* request) {
  return renamed(honest_map(session, request), ENXIO, ENODEV);
}

LIAR(table->mmap_device_memory = missing_device)
