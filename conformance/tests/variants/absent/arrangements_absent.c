// Cannot give memory of a known kind, and cannot bring any situation about.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

LIAR(table->memory_acquire = NULL; table->memory_release = NULL; table->provoke = NULL)
