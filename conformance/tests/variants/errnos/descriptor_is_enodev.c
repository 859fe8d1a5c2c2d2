// Refuses a descriptor in a lookup with ENODEV, as the 6.4-era release was seen to (MOF_17).
// Profiles: obs64
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

static struct mapproof_status_outcome rename_ebadf(form_type form, struct mapproof_session* session,
                                                   const struct mapproof_offset_request* request) {
  return renamed(form(session, request), EBADF, ENODEV);
}

BOTH_FORMS(rename_ebadf)

LIAR(table->mem_offset = narrow; table->mem_offset64 = wide)
