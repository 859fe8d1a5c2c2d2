// Treats a hint as fixed where its first page is free for the system, whatever comes behind it.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"
#include "wiped_hint.h"

static struct mapproof_address_outcome hint_runs_into(struct mapproof_session* session,
                                                      const struct mapproof_map_request* request) {
  struct mapproof_map_request fixed = *request;
  const char* const last = (const char*)request->address + request->length - 1;
  fixed.flags |= MAPPROOF_MAP_FIXED;
  const int runs_into = kind_at(request->address) == NOT_MAPPED && kind_at(last) != NOT_MAPPED;
  if (request->address != NULL && request->length > 1 && runs_into) return honest_map(session, &fixed);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = hint_runs_into)
