// Has a driver of one page.
// SPDX-License-Identifier: Apache-2.0
#include "variants/ddi/large_driver.h"

LARGE_DRIVER(4096)
