// Tells a length of a descriptor without a tflag.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const info_type* request) {
  const int fd = request->fd;
  const outcome_type outcome = honest_info(session, request);
  if (outcome.value == 0 && fd < MOST_DESCRIPTORS && fd >= 0 && tflag_of[fd] == 0) *request->length = 1 << 20;
  return outcome;
}

LIAR(table->posix_typed_mem_get_info = lie; table->posix_typed_mem_open = open_and_remember)
