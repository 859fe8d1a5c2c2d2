// Stores results although it refuses unlocked memory: "might be updated", say the documents (MOF_10).
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

static struct mapproof_status_outcome store(form_type form, struct mapproof_session* session,
                                            const struct mapproof_offset_request* request) {
  const struct mapproof_status_outcome outcome = form(session, request);
  if (outcome.value == 0 || outcome.error != EAGAIN) return outcome;
  if (request->offset != NULL) *request->offset = 0x1234;
  if (request->contig_length != NULL) *request->contig_length = 7;
  return outcome;
}

BOTH_FORMS(store)

LIAR(table->mem_offset = narrow; table->mem_offset64 = wide)
