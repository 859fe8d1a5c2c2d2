// Ignores a tflag bit without a meaning.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  open_type changed = *request;
  changed.raw_tflag = 0;
  return honest_open(session, &changed);
}

LIAR(table->posix_typed_mem_open = lie)
