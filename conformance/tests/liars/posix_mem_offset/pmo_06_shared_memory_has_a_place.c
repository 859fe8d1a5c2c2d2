// Takes shared anonymous memory for an object.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static const void* shared;

static struct mapproof_arrange_outcome acquire(session_type* session, const struct mapproof_memory_request* request,
                                               void** address) {
  const struct mapproof_arrange_outcome outcome = honest()->memory_acquire(session, request, address);
  if (outcome.error == 0 && request->kind == MAPPROOF_MEMORY_SHARED) shared = *address;
  return outcome;
}

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  return outcome.value == -1 && request->address == shared ? success() : outcome;
}

PLACE_LIAR(lie, table->memory_acquire = acquire)
