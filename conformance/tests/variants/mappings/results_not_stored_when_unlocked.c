// Stores nothing when it refuses unlocked memory, which is as good (MOF_10).
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

static struct mapproof_status_outcome hold_back(form_type form, struct mapproof_session* session,
                                                const struct mapproof_offset_request* request) {
  const int64_t offset = request->offset != NULL ? *request->offset : 0;
  const size_t contig_length = request->contig_length != NULL ? *request->contig_length : 0;
  const struct mapproof_status_outcome outcome = form(session, request);
  if (outcome.value == 0 || outcome.error != EAGAIN) return outcome;
  if (request->offset != NULL) *request->offset = offset;
  if (request->contig_length != NULL) *request->contig_length = contig_length;
  return outcome;
}

BOTH_FORMS(hold_back)

LIAR(table->mem_offset = narrow; table->mem_offset64 = wide)
