// Cannot see through a page that allows no access.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static const void* closed;

static outcome_type protect(session_type* session, const struct mapproof_protect_request* request) {
  if (request->protection == MAPPROOF_PROT_NONE) closed = request->address;
  return honest()->mprotect(session, request);
}

static outcome_type closed_page_is_not_found(session_type* session, const lookup_type* request) {
  return request->address == closed ? refusal(EACCES) : honest_lookup(session, request);
}

LOOKUP_LIAR_AND(closed_page_is_not_found, table->mprotect = protect)
