// Stores nothing where the length is 0.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const info_type* request) {
  size_t length = 0;
  const info_type changed = {request->fd, 0, &length};
  const outcome_type outcome = honest_info(session, &changed);
  if (outcome.value == 0 && length != 0) *request->length = length;
  return outcome;
}

LIAR(table->posix_typed_mem_get_info = lie)
