// Has no answer about the truth except through the calls under test.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

LIAR(table->physical_of = NULL; table->caching_of = NULL; table->mappings = NULL)
