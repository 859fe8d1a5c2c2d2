// Leaves out the last page of a request that covers only a part of it.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_address_outcome whole_pages(struct mapproof_session* session,
                                                   const struct mapproof_mmap_request* request) {
  const size_t page = honest()->facts(session)->page_size;
  struct mapproof_mmap_request changed = *request;
  if (changed.length > page) changed.length -= changed.length % page;
  return honest()->driver_mmap(session, &changed);
}

LIAR(table->driver_mmap = whole_pages)
