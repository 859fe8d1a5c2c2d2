// Refuses an address outside of the object with EINVAL.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static address_type lie(session_type* session, const map_type* request) {
  return request->fd == MAPPROOF_NOFD ? honest()->mmap(session, request)
                                      : renamed(honest()->mmap(session, request), ENXIO, EINVAL);
}

LIAR(table->mmap = lie)
