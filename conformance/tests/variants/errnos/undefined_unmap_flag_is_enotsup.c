// Refuses an undefined flag of munmap_flags() with ENOTSUP: no document names the errno (MUN_18).
// Profiles: qnx-6.5 qnx-6.6 qnx-7.0 qnx-7.1 qnx-7.1b qnx-8.0
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

static struct mapproof_status_outcome unmap(struct mapproof_session* session,
                                            const struct mapproof_unmap_request* request) {
  if (request->flags != 0) return no_unmap(ENOTSUP);
  return honest()->munmap_flags(session, request);
}

LIAR(table->munmap_flags = unmap)
