// Finds a place where nothing is mapped.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

/* Nothing is mapped there, not even memory that has no place. */
static int is_hole(session_type* session, const void* address) {
  struct mapproof_mapping mappings[64];
  size_t count = 0;
  honest()->mappings(session, mappings, 64, &count);
  for (size_t i = 0; i < count && i < 64; ++i) {
    if ((uintptr_t)address - mappings[i].address < mappings[i].length) return 0;
  }
  return 1;
}

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  if (outcome.value == 0 || !is_hole(session, request->address)) return outcome;
  if (request->offset != NULL) *request->offset = 0;
  return success();
}

PLACE_LIAR(lie, (void)0)
