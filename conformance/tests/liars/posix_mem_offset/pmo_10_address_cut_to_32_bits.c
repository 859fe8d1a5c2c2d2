// Cuts a physical address to 32 bits.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(session_type* session, const place_type* request) {
  const status_type outcome = honest()->posix_mem_offset64(session, request);
  if (outcome.value == 0 && request->offset != NULL) *request->offset &= UINT32_MAX;
  return outcome;
}

LIAR(table->posix_mem_offset64 = lie)
