// Refuses file operations with EINVAL.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const struct mapproof_file_request* request) {
  return renamed(honest()->file_operation(session, request), ENOSYS, EINVAL);
}

LIAR(table->file_operation = lie)
