// Refuses several tflags with ENOTSUP.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  const uint32_t tflag = request->tflag;
  return (tflag & (tflag - 1)) != 0 ? refusal(ENOTSUP) : honest_open(session, request);
}

LIAR(table->posix_typed_mem_open = lie)
