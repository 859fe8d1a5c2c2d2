// Maps a page of a file for a length of 0.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  if (changed.length == 0 && changed.fd != MAPPROOF_NOFD) changed.length = 1;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = map)
