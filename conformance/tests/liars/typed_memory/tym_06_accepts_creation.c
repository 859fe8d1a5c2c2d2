// Ignores O_CREAT.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>

#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  open_type changed = *request;
  changed.raw_oflag &= ~(uint32_t)O_CREAT;
  return honest_open(session, &changed);
}

LIAR(table->posix_typed_mem_open = lie)
