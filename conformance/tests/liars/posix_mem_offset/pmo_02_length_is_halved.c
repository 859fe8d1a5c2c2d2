// Keeps a length in half of the bits of a size_t.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  place_type changed = *request;
  changed.length &= SIZE_MAX >> (sizeof(size_t) * 4);
  return form(session, &changed);
}

PLACE_LIAR(lie, (void)0)
