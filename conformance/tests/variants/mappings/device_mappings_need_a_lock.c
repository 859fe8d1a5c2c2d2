// Demands a lock for a lookup in a device mapping too: the documents of 7.x do not say whether one counts as locked.
// Profiles: qnx-7.0 qnx-7.1 qnx-7.1b
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

#define MOST_MAPPINGS 1024

static int is_device(struct mapproof_session* session, const void* address) {
  static _Thread_local struct mapproof_mapping entries[MOST_MAPPINGS];
  size_t count = 0;
  if (honest()->mappings(session, entries, MOST_MAPPINGS, &count).error != 0) return 0;
  for (size_t i = 0; i < count && i < MOST_MAPPINGS; ++i) {
    const uintptr_t distance = (uintptr_t)address - entries[i].address;
    if (distance < entries[i].length && entries[i].physical != UINT64_MAX) return 1;
  }
  return 0;
}

static struct mapproof_status_outcome demand_a_lock(form_type form, struct mapproof_session* session,
                                                    const struct mapproof_offset_request* request) {
  if (request->fd == MAPPROOF_NOFD && is_device(session, request->address)) return no_unmap(EAGAIN);
  return form(session, request);
}

BOTH_FORMS(demand_a_lock)

LIAR(table->mem_offset = narrow; table->mem_offset64 = wide)
