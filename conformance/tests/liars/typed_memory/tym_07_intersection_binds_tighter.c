// Intersects before it unites, as C would: what stands before the bar is united with the rest.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  const char* const bar = strchr(request->name, '|');
  const char* const sign = bar == NULL ? NULL : strchr(bar, '&');
  if (sign == NULL) return honest_open(session, request);
  return open_as(session, request, beginning(request->name, (size_t)(sign - request->name)), request->tflag);
}

LIAR(table->posix_typed_mem_open = lie)
