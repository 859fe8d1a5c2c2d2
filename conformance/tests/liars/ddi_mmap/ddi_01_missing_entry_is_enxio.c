// Answers ENXIO, not ENODEV, where the driver has no mmap entry point.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_address_outcome enxio(struct mapproof_session* session,
                                             const struct mapproof_mmap_request* request) {
  struct mapproof_address_outcome outcome = honest()->driver_mmap(session, request);
  if (outcome.error == ENODEV) outcome.error = ENXIO;
  return outcome;
}

LIAR(table->driver_mmap = enxio)
