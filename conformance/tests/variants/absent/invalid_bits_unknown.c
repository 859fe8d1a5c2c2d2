// Has documents that call no bit of flags or protection invalid.
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

TELL(told.invalid_flags = 0; told.invalid_protection = 0)

LIAR(table->facts = facts)
