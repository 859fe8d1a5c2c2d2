// Refuses callers without the ability, and gives them the privilege.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static outcome_type lie(session_type* session, const thread_type* request) {
  const outcome_type outcome = ask_with_the_ability(session, request);
  return is_provoked(MAPPROOF_WITHOUT_IO_PRIVILEGE) ? (outcome_type){-1, EPERM} : outcome;
}

LIAR(table->thread_control = lie; table->provoke = remember)
