// Returns the errno of a refused posix_mem_offset(), as POSIX lets it (PMO_11).
// Profiles: qnx-6.5 qnx-6.6 qnx-7.0 qnx-7.1 qnx-7.1b qnx-8.0
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  return errno_as_value(form(session, request));
}

PLACE_LIAR(lie, (void)0)
