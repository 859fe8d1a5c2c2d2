// Answers ENODEV for a device mapping.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static const void* device;

static address_type map_device(session_type* session, const struct mapproof_map_request* request) {
  const address_type outcome = honest()->mmap_device_memory(session, request);
  device = outcome.value;
  return outcome;
}

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  return request->address == device ? renamed(outcome, EACCES, ENODEV) : outcome;
}

PLACE_LIAR(lie, table->mmap_device_memory = map_device)
