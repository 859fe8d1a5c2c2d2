// mem_offset() takes any descriptor.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_status_outcome descriptor_ignored(struct mapproof_session* session,
                                                         const struct mapproof_offset_request* request) {
  struct mapproof_offset_request changed = *request;
  changed.fd = MAPPROOF_NOFD;
  return honest()->mem_offset(session, &changed);
}

LIAR(table->mem_offset = descriptor_ignored)
