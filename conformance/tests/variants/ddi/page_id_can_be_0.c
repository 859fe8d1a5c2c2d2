// Names the first page that is asked for with the id 0.
// SPDX-License-Identifier: Apache-2.0
#include "variants/ddi/page_ids.h"

PAGE_IDS(id ^ first_id, id ^ first_id)

/* The own driver names its pages through no page_id() of this table. */
LIAR(table->page_id = page_id_told; table->driver_attach = attach_shim; table->driver = NULL;
     table->driver_facts = NULL)
