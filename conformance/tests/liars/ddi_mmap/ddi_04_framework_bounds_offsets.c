// Refuses offsets from 1 MiB on by itself, without asking the driver.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_address_outcome bounded(struct mapproof_session* session,
                                               const struct mapproof_mmap_request* request) {
  if (request->offset >= 1u << 20) return (struct mapproof_address_outcome){(void*)-1, ENXIO};
  return honest()->driver_mmap(session, request);
}

LIAR(table->driver_mmap = bounded)
