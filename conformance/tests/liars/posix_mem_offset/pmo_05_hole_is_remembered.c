// Goes on answering for a page that was unmapped.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static const void* last_unmapped;

static status_type unmap(session_type* session, const unmap_type* request) {
  last_unmapped = request->address;
  return honest()->munmap(session, request);
}

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  return request->address == last_unmapped ? success() : outcome;
}

PLACE_LIAR(lie, table->munmap = unmap)
