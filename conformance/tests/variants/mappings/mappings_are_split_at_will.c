// Splits what it lists in another way each time.
// SPDX-License-Identifier: Apache-2.0
#include <stdatomic.h>

#include "listed.h"

static atomic_uint asked;

static void show(struct listing* listing, const struct mapproof_mapping* entry, size_t page) {
  // First in single pages, so that two lists in a row differ even for a mapping of two.
  const size_t pages = (atomic_load(&asked) + 2) % 3 + 1;
  list_in_pieces(listing, entry, entry->physical != UINT64_MAX ? pages * page : entry->length);
}

LISTED(show)

static struct mapproof_arrange_outcome count_and_list(struct mapproof_session* session,
                                                      struct mapproof_mapping* entries, size_t capacity,
                                                      size_t* count) {
  atomic_fetch_add(&asked, 1);
  return mappings(session, entries, capacity, count);
}

LIAR(table->mappings = count_and_list)
