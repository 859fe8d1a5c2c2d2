// Refuses to unmap from the middle of a page, as POSIX lets it (MUN_07).
// Profiles: qnx-6.5 qnx-6.6 qnx-7.0 qnx-7.1 qnx-7.1b qnx-8.0
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

static struct mapproof_status_outcome unmap(struct mapproof_session* session,
                                            const struct mapproof_unmap_request* request) {
  if ((uintptr_t)request->address % page_of(session) != 0) return no_unmap(EINVAL);
  return honest()->munmap_device_memory(session, request);
}

LIAR(table->munmap_device_memory = unmap)
