// Makes a lazy page resident when the page before it is.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type look_up(session_type* session, const place_type* request) {
  const char* const before = (const char*)request->address - page_of(session);
  const place_type ask = {before, 1, NULL, NULL, NULL, MAPPROOF_NOFD, 0};
  const status_type outcome = honest()->mem_offset64(session, request);
  if (outcome.value == -1 && outcome.error == EACCES && honest()->mem_offset64(session, &ask).value == 0) {
    *(volatile char*)(uintptr_t)request->address = 0;
    return honest()->mem_offset64(session, request);
  }
  return outcome;
}

LIAR(table->mem_offset64 = look_up)
