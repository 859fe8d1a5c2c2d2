// Wants a page-aligned address.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type unaligned_address_is_refused(session_type* session, const lookup_type* request) {
  if (in_page(session, request) != 0) return refusal(EINVAL);
  return honest_lookup(session, request);
}

LOOKUP_LIAR(unaligned_address_is_refused)
