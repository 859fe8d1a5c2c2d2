// Treats a hint as fixed where it points at a mapped file.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"
#include "wiped_hint.h"

static struct mapproof_address_outcome hint_wipes(struct mapproof_session* session,
                                                  const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  const enum kind_of_memory kind = kind_at(request->address);
  if (request->length != 0 && (kind == FILE_MAPPING)) changed.flags |= MAPPROOF_MAP_FIXED;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = hint_wipes)
