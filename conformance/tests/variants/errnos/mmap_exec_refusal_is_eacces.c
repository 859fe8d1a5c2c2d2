// Answers EACCES to mmap() by a caller without the ability to map executable memory (MMP_19).
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const int executes = (request->protection & MAPPROOF_PROT_EXEC) != 0;
  const address_type outcome = honest()->mmap(session, request);
  return executes ? renamed(outcome, EPERM, EACCES) : outcome;
}

LIAR(table->mmap = map)
