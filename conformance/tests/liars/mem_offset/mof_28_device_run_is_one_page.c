// Ends the run of a device mapping with its first page.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static const char* mapped_start;
static const char* mapped_end;

static struct mapproof_address_outcome map_and_remember(session_type* session,
                                                        const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest()->mmap_device_memory(session, request);
  mapped_start = outcome.value;
  mapped_end = mapped_start + request->length;
  return outcome;
}

static outcome_type device_run_is_one_page(session_type* session, const lookup_type* request) {
  const char* const address = request->address;
  const int is_device = mapped_start <= address && address < mapped_end;
  lookup_type changed = *request;
  const size_t rest = page_of(session) - in_page(session, request);
  if (is_device && changed.length > rest) changed.length = rest;
  return honest_lookup(session, &changed);
}

LOOKUP_LIAR_AND(device_run_is_one_page, table->mmap_device_memory = map_and_remember)
