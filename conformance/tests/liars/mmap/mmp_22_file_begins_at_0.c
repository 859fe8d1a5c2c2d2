// Maps a file from its beginning, whatever the offset is.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_address_outcome lie(struct mapproof_session* session,
                                           const struct mapproof_mmap_request* request) {
  struct mapproof_mmap_request changed = *request;
  if ((request->flags & MAPPROOF_MAP_PHYS) == 0 && request->fd >= 0) changed.offset = 0;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = lie)
