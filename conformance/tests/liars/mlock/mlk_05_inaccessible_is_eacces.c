// Calls memory without access EACCES.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

/* The mapping that holds the address grants no access. */
static int is_inaccessible(session_type* session, const void* address) {
  struct mapproof_mapping mappings[64];
  size_t count = 0;
  honest()->mappings(session, mappings, 64, &count);
  for (size_t i = 0; i < count && i < 64; ++i) {
    if ((uintptr_t)address - mappings[i].address < mappings[i].length) return mappings[i].protection == 0;
  }
  return 0;
}

static const void* last_page_of(session_type* session, const lock_type* request) {
  return (const char*)request->address + request->length - page_of(session);
}

static status_type lock(session_type* session, const lock_type* request) {
  const status_type outcome = honest()->mlock(session, request);
  return is_inaccessible(session, last_page_of(session, request)) ? renamed(outcome, ENOMEM, EACCES) : outcome;
}

LIAR(table->mlock = lock)
