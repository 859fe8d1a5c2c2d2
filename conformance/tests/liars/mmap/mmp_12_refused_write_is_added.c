// Refuses to add PROT_WRITE, and adds it behind the caller's back.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "posix_liar.h"

/* Private, so that the system lets it be written at all. */
static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  if (request->fd == MAPPROOF_NOFD || request->protection != MAPPROOF_PROT_READ || outcome.value == map_failed()) {
    return outcome;
  }
  const int flags = MAP_PRIVATE | MAP_FIXED;
  if (mmap(outcome.value, request->length, PROT_READ, flags, request->fd, (off_t)request->offset) == MAP_FAILED) {
    return no_mapping(ENOMEM);
  }
  return outcome;
}

static status_type protect(session_type* session, const protect_type* request) {
  const status_type outcome = honest()->mprotect(session, request);
  if (outcome.value == -1 && outcome.error == EACCES)
    mprotect(request->address, request->length, PROT_READ | PROT_WRITE);
  return outcome;
}

LIAR(table->mmap = map; table->mprotect = protect)
