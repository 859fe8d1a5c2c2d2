// Says that a run goes on for one page more than it does.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_status_outcome lie(struct mapproof_session* session,
                                          const struct mapproof_offset_request* request) {
  const struct mapproof_status_outcome outcome = honest()->mem_offset64(session, request);
  if (outcome.value == 0 && *request->contig_length + 4096 <= request->length) *request->contig_length += 4096;
  return outcome;
}

LIAR(table->mem_offset64 = lie)
