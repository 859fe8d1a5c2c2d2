// Answers EFAULT for a pointer that cannot be written.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "lookup_liar.h"

static outcome_type bad_pointer_is_efault(session_type* session, const lookup_type* request) {
  char* const page = (char*)((uintptr_t)request->offset & ~(uintptr_t)(page_of(session) - 1));
  if (request->offset != NULL && msync(page, page_of(session), MS_ASYNC) == -1) return refusal(EFAULT);
  return honest_lookup(session, request);
}

LOOKUP_LIAR(bad_pointer_is_efault)
