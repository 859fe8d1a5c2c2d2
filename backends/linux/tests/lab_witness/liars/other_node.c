// Answers with an address on another node, 2 GiB away.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_status_outcome lie(struct mapproof_session* session,
                                          const struct mapproof_offset_request* request) {
  const struct mapproof_status_outcome outcome = honest()->mem_offset64(session, request);
  if (outcome.value == 0) *request->offset ^= 0x80000000;
  return outcome;
}

LIAR(table->mem_offset64 = lie)
