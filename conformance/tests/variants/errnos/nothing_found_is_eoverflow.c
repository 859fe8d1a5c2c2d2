// Reports a failed lookup as EOVERFLOW in the 32-bit form, the known defect of the 6.4-era release (MOF_30).
// Profiles: obs64
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

static struct mapproof_status_outcome narrow(struct mapproof_session* session,
                                             const struct mapproof_offset_request* request) {
  const struct mapproof_status_outcome outcome = honest()->mem_offset(session, request);
  return request->offset != NULL ? renamed(outcome, EACCES, EOVERFLOW) : outcome;
}

LIAR(table->mem_offset = narrow)
