// Goes on behind the end of a device mapping, up to twice its length.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static const char* mapped_start;
static size_t mapped_length;

static struct mapproof_address_outcome map_and_remember(session_type* session,
                                                        const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest()->mmap_device_memory(session, request);
  mapped_start = outcome.value;
  mapped_length = request->length;
  return outcome;
}

static outcome_type device_run_goes_on(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  const size_t distance = (size_t)((const char*)request->address - mapped_start);
  if (outcome.value != 0 || request->contig_length == NULL || distance >= mapped_length) return outcome;
  const size_t longer = 2 * mapped_length - distance;
  *request->contig_length = longer < request->length ? longer : request->length;
  return outcome;
}

LOOKUP_LIAR_AND(device_run_goes_on, table->mmap_device_memory = map_and_remember)
