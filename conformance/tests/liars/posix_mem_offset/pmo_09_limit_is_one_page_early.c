// Fails for the last page below 2 GiB too.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(session_type* session, const place_type* request) {
  const status_type outcome = honest()->posix_mem_offset(session, request);
  const int64_t last_page = (int64_t)INT32_MAX - (int64_t)page_of(session);
  const int is_large = outcome.value == 0 && request->offset != NULL && *request->offset > last_page;
  return is_large ? refusal(EOVERFLOW) : outcome;
}

LIAR(table->posix_mem_offset = lie)
