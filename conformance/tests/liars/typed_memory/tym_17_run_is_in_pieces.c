// Puts the last page of a contiguous allocation elsewhere.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static address_type lie(session_type* session, const map_type* request) {
  const address_type run = honest()->mmap(session, request);
  const size_t page = page_of(session);
  map_type last = *request;
  if (run.error != 0 || request->length <= page || !was_opened_with(request->fd, MAPPROOF_TYPED_ALLOCATE_CONTIG))
    return run;
  last.length = 2 * page;
  const address_type elsewhere = honest()->mmap(session, &last);
  last.length = page;
  last.address = (char*)run.value + request->length - page;
  last.flags |= MAPPROOF_MAP_FIXED;
  if (elsewhere.error == 0) honest()->mmap(session, &last);
  return run;
}

LIAR(table->posix_typed_mem_open = open_and_remember; table->mmap = lie)
