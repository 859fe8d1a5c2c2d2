// Calls a length of 0 ENOMEM.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  return request->length == 0 ? renamed(outcome, EINVAL, ENOMEM) : outcome;
}

LIAR(table->mmap = map)
