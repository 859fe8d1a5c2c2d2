// mem_offset64() ends every run with its first page.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type wide_form_counts_single_pages(session_type* session, const lookup_type* request) {
  lookup_type changed = *request;
  const size_t rest = page_of(session) - in_page(session, request);
  if (changed.length > rest) changed.length = rest;
  return honest()->mem_offset64(session, &changed);
}

LIAR(table->mem_offset64 = wide_form_counts_single_pages)
