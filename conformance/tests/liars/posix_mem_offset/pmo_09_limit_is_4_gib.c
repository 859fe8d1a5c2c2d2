// Fails from 4 GiB on only, as if off_t had no sign.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(session_type* session, const place_type* request) {
  const status_type outcome = honest()->posix_mem_offset(session, request);
  if (outcome.value == 0 || outcome.error != EOVERFLOW || request->offset == NULL) return outcome;
  const status_type wide = honest()->posix_mem_offset64(session, request);
  return *request->offset <= (int64_t)UINT32_MAX ? wide : outcome;
}

LIAR(table->posix_mem_offset = lie)
