// Does not find the last byte of private pages with content.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static void* private_pages;

static struct mapproof_arrange_outcome remember(session_type* session, const struct mapproof_memory_request* request,
                                                void** address) {
  const struct mapproof_arrange_outcome outcome = honest()->memory_acquire(session, request, address);
  if (outcome.error == 0 && request->kind == MAPPROOF_MEMORY_COPY) private_pages = *address;
  return outcome;
}

static outcome_type last_byte_is_refused(session_type* session, const lookup_type* request) {
  const size_t page = page_of(session);
  if (private_pages != NULL && (const char*)request->address == (const char*)private_pages + page - 1)
    return refusal(EACCES);
  return honest_lookup(session, request);
}

LOOKUP_LIAR_AND(last_byte_is_refused, table->memory_acquire = remember)
