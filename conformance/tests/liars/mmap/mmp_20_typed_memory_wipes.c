// Treats the hint of a mapping of typed memory as fixed.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"
#include "wiped_hint.h"

static int typed_fd = -1;

static status_type open_pool(session_type* session, const struct mapproof_typed_open_request* request) {
  const status_type outcome = honest()->posix_typed_mem_open(session, request);
  typed_fd = outcome.value;
  return outcome;
}

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  const int is_wiped = request->fd == typed_fd && typed_fd != -1 && kind_at(request->address) != NOT_MAPPED;
  if (request->length != 0 && is_wiped) changed.flags |= MAPPROOF_MAP_FIXED;
  return honest()->mmap(session, &changed);
}

LIAR(table->posix_typed_mem_open = open_pool; table->mmap = map)
