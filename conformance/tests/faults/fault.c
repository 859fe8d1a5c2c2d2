// Misbehaves in mem_offset64() in the way that MODE names, and refuses should it come back.
// SPDX-License-Identifier: Apache-2.0
#include "core/tests/fake_subject.h"
#include "liar.h"

static struct mapproof_status_outcome fault(struct mapproof_session* session,
                                            const struct mapproof_offset_request* request) {
  const struct mapproof_status_outcome refusal = {-1, EIO};
  (void)session;
  (void)request;
  misbehave(MODE, "1");
  return refusal;
}

LIAR(table->mem_offset64 = fault)
