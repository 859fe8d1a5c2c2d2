// mem_offset64() fails where mem_offset() does.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type overflows_from_2_gib_on(session_type* session, const lookup_type* request) {
  return honest()->mem_offset(session, request);
}

LIAR(table->mem_offset64 = overflows_from_2_gib_on)
