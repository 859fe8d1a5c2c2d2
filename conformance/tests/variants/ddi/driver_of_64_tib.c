// Has a driver of 64 TiB and a page.
// SPDX-License-Identifier: Apache-2.0
#include "variants/ddi/large_driver.h"

LARGE_DRIVER((UINT64_C(64) << 40) + 4096)
