// Answers from mem_offset64() with the place in the file.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(session_type* session, const place_type* request) {
  const status_type outcome = honest()->mem_offset64(session, request);
  return outcome.value == -1 && outcome.error == EACCES ? honest()->posix_mem_offset64(session, request) : outcome;
}

LIAR(table->mem_offset64 = lie)
