// Fails for large places in the form with 64 bits as well.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(session_type* session, const place_type* request) {
  const status_type outcome = honest()->posix_mem_offset64(session, request);
  const int is_large = outcome.value == 0 && request->offset != NULL && *request->offset > INT32_MAX;
  return is_large ? refusal(EOVERFLOW) : outcome;
}

LIAR(table->posix_mem_offset64 = lie)
