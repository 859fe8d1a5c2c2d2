// Ignores undefined flags of munmap_flags().
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome flags_ignored(struct mapproof_session* session,
                                                    const struct mapproof_unmap_request* request) {
  const struct mapproof_unmap_request plain = {request->address, request->length, 0, 0};
  return honest()->munmap_flags(session, &plain);
}

LIAR(table->munmap_flags = flags_ignored)
