// Finds place 0 for anonymous memory.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

/* Memory that is no object is mapped there. */
static int is_anonymous(session_type* session, const void* address) {
  struct mapproof_mapping mappings[64];
  size_t count = 0;
  honest()->mappings(session, mappings, 64, &count);
  for (size_t i = 0; i < count && i < 64; ++i) {
    if ((uintptr_t)address - mappings[i].address < mappings[i].length) return mappings[i].physical == UINT64_MAX;
  }
  return 0;
}

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  if (outcome.value == 0 || !is_anonymous(session, request->address)) return outcome;
  if (request->offset != NULL) *request->offset = 0;
  return success();
}

PLACE_LIAR(lie, (void)0)
