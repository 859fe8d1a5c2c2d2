// Maps the pages that the driver granted, and leaves holes where it refused.
// SPDX-License-Identifier: Apache-2.0
#include "refused_pages.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  const address_outcome_type outcome = map_granting(session, request);
  if (is_device_mapping(outcome)) unmap_refused(session, request, outcome.value);
  return outcome;
}

GRANTING(1)

LIAR(table->driver_attach = attach_granting; table->driver_mmap = lie)
