// Goes on behind the end of a device mapping, up to twice its length.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static const char* mapped_start;
static size_t mapped_length;

static address_type map(session_type* session, const struct mapproof_map_request* request) {
  const address_type outcome = honest()->mmap_device_memory(session, request);
  mapped_start = outcome.value;
  mapped_length = request->length;
  return outcome;
}

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  const size_t distance = (size_t)((const char*)request->address - mapped_start);
  if (outcome.value != 0 || request->contig_length == NULL || distance >= mapped_length) return outcome;
  const size_t longer = 2 * mapped_length - distance;
  *request->contig_length = longer < request->length ? longer : request->length;
  return outcome;
}

PLACE_LIAR(lie, table->mmap_device_memory = map)
