// Does not know where the physical space of its machine ends.
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

TELL(told.highest_physical = UINT64_MAX)

LIAR(table->facts = facts)
