// Knows nothing of device mappings.
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

static outcome_type device_mapping_is_not_found(session_type* session, const lookup_type* request) {
  const char* const address = request->address;
  const int is_device = mapped_start <= address && address < mapped_end;
  return is_device ? refusal(EACCES) : honest_lookup(session, request);
}

LOOKUP_LIAR_AND(device_mapping_is_not_found, table->mmap_device_memory = map_and_remember)
