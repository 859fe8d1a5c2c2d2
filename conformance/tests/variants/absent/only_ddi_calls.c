// Offers the DDI framework and a driver of its own, and nothing of QNX.
// SPDX-License-Identifier: Apache-2.0
#include "only_ddi.h"

LIAR(forget_qnx(table))
