// Answers EINVAL, not ENXIO, where the driver refuses a page.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_address_outcome einval(struct mapproof_session* session,
                                              const struct mapproof_mmap_request* request) {
  struct mapproof_address_outcome outcome = honest()->driver_mmap(session, request);
  if (outcome.error == ENXIO) outcome.error = EINVAL;
  return outcome;
}

LIAR(table->driver_mmap = einval)
