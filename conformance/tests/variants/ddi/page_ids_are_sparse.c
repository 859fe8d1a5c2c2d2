// Names its pages with ids far apart, in another order than the pages.
// SPDX-License-Identifier: Apache-2.0
#include "variants/ddi/page_ids.h"

/* An odd factor and its inverse. */
#define FAR_APART UINT64_C(0x9E3779B97F4A7C15)
#define TOGETHER UINT64_C(0xF1DE83E19937733D)

PAGE_IDS(id* FAR_APART, id* TOGETHER)

/* The own driver names its pages through no page_id() of this table. */
LIAR(table->page_id = page_id_told; table->driver_attach = attach_shim; table->driver = NULL;
     table->driver_facts = NULL)
