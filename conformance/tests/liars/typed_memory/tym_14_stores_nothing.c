// Succeeds without a descriptor and stores nothing.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const info_type* request) {
  return request->fd == MAPPROOF_NOFD ? (outcome_type){0, 0} : honest_info(session, request);
}

LIAR(table->posix_typed_mem_get_info = lie)
