// Cannot learn physical addresses here, as a process without privilege on Linux.
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

TELL(told.no_offset = "physical addresses are hidden from this process.")

LIAR(table->facts = facts; table->physical_of = NULL)
