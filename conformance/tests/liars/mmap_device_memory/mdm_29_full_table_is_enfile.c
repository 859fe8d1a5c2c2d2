// Refuses with ENFILE when no mapping can be recorded any more.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"
#include "provoked.h"

static struct mapproof_address_outcome full_table_is_enfile(struct mapproof_session* session,
                                                            const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  return is_provoked(MAPPROOF_MAPPING_TABLE_FULL) ? renamed(outcome, ENOMEM, ENFILE) : outcome;
}

LIAR(table->provoke = remember; table->mmap_device_memory = full_table_is_enfile)
