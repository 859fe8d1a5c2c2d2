// Has no calls to lock memory, and needs none.
// Profiles: qnx-6.5 qnx-6.6 qnx-8.0 obs64
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

LIAR(table->mlock = NULL; table->munlock = NULL; table->mlockall = NULL; table->munlockall = NULL)
