// Has pages of 16 KiB.
// SPDX-License-Identifier: Apache-2.0
#include "page_size.h"

PAGES_OF("model:standard,page=16384")
