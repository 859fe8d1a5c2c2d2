// Interrupts every third lookup, which the caller may repeat (MOF_32).
// SPDX-License-Identifier: Apache-2.0
#include <stdatomic.h>

#include "variants/variant.h"

static struct mapproof_status_outcome interrupt(form_type form, struct mapproof_session* session,
                                                const struct mapproof_offset_request* request) {
  static atomic_uint count;
  const struct mapproof_status_outcome interrupted = {-1, EINTR};
  return atomic_fetch_add(&count, 1) % 3 == 0 ? interrupted : form(session, request);
}

BOTH_FORMS(interrupt)

LIAR(table->mem_offset = narrow; table->mem_offset64 = wide)
