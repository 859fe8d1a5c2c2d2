// Goes on to the end of the memory as it was given out, whatever was unmapped or replaced since.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static const char* acquired_start;
static const char* acquired_end;

static struct mapproof_arrange_outcome acquire(session_type* session, const struct mapproof_memory_request* request,
                                               void** address) {
  const struct mapproof_arrange_outcome outcome = honest()->memory_acquire(session, request, address);
  if (outcome.error == 0 && request->kind == MAPPROOF_MEMORY_CONTIGUOUS) {
    acquired_start = *address;
    acquired_end = acquired_start + request->length;
  }
  return outcome;
}

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  const char* const address = request->address;
  if (outcome.value != 0 || request->contig_length == NULL || address < acquired_start || address >= acquired_end)
    return outcome;
  const size_t rest = (size_t)(acquired_end - address);
  *request->contig_length = rest < request->length ? rest : request->length;
  return outcome;
}

PLACE_LIAR(lie, table->memory_acquire = acquire)
