// Calls a missing ability to execute EINVAL.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"
#include "provoked.h"

static address_type map(session_type* session, const mmap_type* request) {
  const int lacks_it = is_provoked(MAPPROOF_WITHOUT_EXEC_PRIVILEGE) && (request->protection & MAPPROOF_PROT_EXEC) != 0;
  return lacks_it ? no_mapping(EINVAL) : honest()->mmap(session, request);
}

LIAR(table->mmap = map; table->provoke = remember)
