// Treats a hint as fixed where it points at a mapped file.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"
#include "wiped_hint.h"

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  const enum kind_of_memory kind = kind_at(request->address);
  if (request->length != 0 && (kind == FILE_MAPPING)) changed.flags |= MAPPROOF_MAP_FIXED;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = map)
