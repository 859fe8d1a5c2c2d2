// Stores the virtual address.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type names_the_virtual_address(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0 && request->offset != NULL) *request->offset = (int64_t)(uintptr_t)request->address;
  return outcome;
}

LOOKUP_LIAR(names_the_virtual_address)
