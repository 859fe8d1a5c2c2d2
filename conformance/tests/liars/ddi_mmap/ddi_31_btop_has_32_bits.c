// btop() looks at 32 bits of the number of bytes.
// SPDX-License-Identifier: Apache-2.0
#include <limits.h>

#include "driver_shim.h"

static unsigned long lie(session_type* session, uint32_t conversion, unsigned long value) {
  const unsigned long honest_value = honest()->convert_pages(session, conversion, value);
  return conversion == MAPPROOF_BTOP ? honest()->convert_pages(session, conversion, value & UINT32_MAX) : honest_value;
}

LIAR(table->convert_pages = lie)
