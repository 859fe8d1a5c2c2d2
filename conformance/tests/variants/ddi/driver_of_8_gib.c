// Has a driver of 8 GiB.
// SPDX-License-Identifier: Apache-2.0
#include "variants/ddi/large_driver.h"

LARGE_DRIVER(UINT64_C(8) << 30)
