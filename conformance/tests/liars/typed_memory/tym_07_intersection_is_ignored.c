// Heeds only what stands before the first ampersand.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  const char* const part = before_sign(request->name, '&');
  return open_as(session, request, part != NULL ? part : request->name, request->tflag);
}

LIAR(table->posix_typed_mem_open = lie)
