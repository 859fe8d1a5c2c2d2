// ptob() answers with the end of the page.
// SPDX-License-Identifier: Apache-2.0
#include <limits.h>

#include "driver_shim.h"

static unsigned long lie(session_type* session, uint32_t conversion, unsigned long value) {
  const unsigned long honest_value = honest()->convert_pages(session, conversion, value);
  return conversion == MAPPROOF_PTOB ? honest_value + page_of(session) - 1 : honest_value;
}

LIAR(table->convert_pages = lie)
