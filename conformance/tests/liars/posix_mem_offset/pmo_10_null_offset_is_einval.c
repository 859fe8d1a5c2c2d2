// Insists on a place for the offset.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  return request->offset == NULL ? refusal(EINVAL) : form(session, request);
}

PLACE_LIAR(lie, (void)0)
