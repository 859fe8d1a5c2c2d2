// Returns the errno, as POSIX allows.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  return errno_as_value(form(session, request));
}

PLACE_LIAR(lie, (void)0)
