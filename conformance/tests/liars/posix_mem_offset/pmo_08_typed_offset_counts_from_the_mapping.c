// Counts the place of typed memory from the start of its mapping.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static int is_typed(session_type* session, int fd) {
  size_t length = 0;
  const struct mapproof_typed_info_request request = {fd, 0, &length};
  return fd != MAPPROOF_NOFD && honest()->posix_typed_mem_get_info(session, &request).value == 0;
}

static const char* typed = (const char*)UINTPTR_MAX;

static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  if (is_typed(session, request->fd)) typed = outcome.value;
  return outcome;
}

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  if (outcome.value == 0 && request->offset != NULL && (const char*)request->address >= typed) {
    *request->offset = (const char*)request->address - typed;
  }
  return outcome;
}

PLACE_LIAR(lie, table->mmap = map)
