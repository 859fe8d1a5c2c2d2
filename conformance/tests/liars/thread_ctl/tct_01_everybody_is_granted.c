// Grants the privilege to callers without the ability.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static outcome_type lie(session_type* session, const thread_type* request) {
  return ask_with_the_ability(session, request);
}

LIAR(table->thread_control = lie; table->provoke = remember)
