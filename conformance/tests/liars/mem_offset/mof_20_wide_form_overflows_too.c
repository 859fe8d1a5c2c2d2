// mem_offset64() has the limit of mem_offset().
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type wide_form_overflows_too(session_type* session, const lookup_type* request) {
  return honest()->mem_offset(session, request);
}

LIAR(table->mem_offset64 = wide_form_overflows_too)
