// Keeps a length in half of the bits of a size_t.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type length_is_halved(session_type* session, const lookup_type* request) {
  lookup_type changed = *request;
  changed.length &= SIZE_MAX >> (sizeof(size_t) * 4);
  return honest_lookup(session, &changed);
}

LOOKUP_LIAR(length_is_halved)
