// ptob() answers with the largest number where the product does not fit.
// SPDX-License-Identifier: Apache-2.0
#include <limits.h>

#include "driver_shim.h"

static unsigned long lie(session_type* session, uint32_t conversion, unsigned long value) {
  const unsigned long honest_value = honest()->convert_pages(session, conversion, value);
  const unsigned long page = page_of(session);
  return conversion == MAPPROOF_PTOB && value > ULONG_MAX / page ? ULONG_MAX : honest_value;
}

LIAR(table->convert_pages = lie)
