// Gives all shared mappings without an object the same memory.
// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <unistd.h>

#include "liar.h"

static struct mapproof_address_outcome lie(struct mapproof_session* session,
                                           const struct mapproof_mmap_request* request) {
  static int memory = -1;
  const size_t most = 16 * page_of(session);
  if (request->flags != (MAPPROOF_MAP_SHARED | MAPPROOF_MAP_ANON) || request->length > most || request->address != NULL)
    return honest()->mmap(session, request);
  if (memory < 0) {
    memory = fileno(tmpfile());
    if (ftruncate(memory, (off_t)most) != 0) return no_mapping(ENOMEM);
  }
  struct mapproof_mmap_request changed = *request;
  changed.flags = MAPPROOF_MAP_SHARED;
  changed.fd = memory;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = lie)
