// Does not ask for the ability if the memory is writable too.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"
#include "provoked.h"

static address_type without_asking(session_type* session, const mmap_type* request) {
  const struct mapproof_provoke_request relieved = {MAPPROOF_WITHOUT_EXEC_PRIVILEGE, 0, 0};
  honest()->provoke(session, &relieved);
  return honest()->mmap(session, request);
}

static address_type map(session_type* session, const mmap_type* request) {
  const int lacks_it = is_provoked(MAPPROOF_WITHOUT_EXEC_PRIVILEGE) &&
                       (request->protection & MAPPROOF_PROT_EXEC) != 0 &&
                       (request->protection & MAPPROOF_PROT_WRITE) != 0;
  return lacks_it ? without_asking(session, request) : honest()->mmap(session, request);
}

LIAR(table->mmap = map; table->provoke = remember)
