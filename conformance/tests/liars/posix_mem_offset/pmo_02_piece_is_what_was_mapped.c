// Goes on to the end of the file as it was mapped, whatever was unmapped since.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static const char* mapped_start;
static const char* mapped_end;

static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  if (outcome.value != map_failed() && !has_flags(request, MAPPROOF_MAP_FIXED)) {
    mapped_start = outcome.value;
    mapped_end = mapped_start + request->length;
  }
  return outcome;
}

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  const char* const address = request->address;
  if (outcome.value != 0 || request->contig_length == NULL || address < mapped_start || address >= mapped_end)
    return outcome;
  const size_t rest = (size_t)(mapped_end - address);
  *request->contig_length = rest < request->length ? rest : request->length;
  return outcome;
}

PLACE_LIAR(lie, table->mmap = map)
