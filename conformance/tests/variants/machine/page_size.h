/* For variants with other pages.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MAPPROOF_PAGE_SIZE_H
#define MAPPROOF_PAGE_SIZE_H

#include "liar.h"

/* Opens the model with this target. The DDI framework keeps the pages of the system, and is left out. */
#define PAGES_OF(other)                                                                                               \
  static struct mapproof_open_outcome open_other(const struct mapproof_open_request* request) {                       \
    struct mapproof_open_request changed = *request;                                                                  \
    changed.target = (other);                                                                                         \
    return honest()->open(&changed);                                                                                  \
  }                                                                                                                   \
                                                                                                                      \
  LIAR(table->open = open_other; table->driver_attach = NULL; table->driver_detach = NULL; table->driver_open = NULL; \
       table->driver_close = NULL; table->driver_mmap = NULL; table->driver_munmap = NULL; table->page_id = NULL;     \
       table->driver = NULL; table->driver_facts = NULL)

#endif
