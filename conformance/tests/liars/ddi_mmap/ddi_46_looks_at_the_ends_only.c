// Heeds the driver's refusal of the first and of the last page only.
// SPDX-License-Identifier: Apache-2.0
#include "refused_pages.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  return map_granting(session, request);
}

GRANTING(is_inside(offset, 4096))

LIAR(table->driver_attach = attach_granting; table->driver_mmap = lie)
