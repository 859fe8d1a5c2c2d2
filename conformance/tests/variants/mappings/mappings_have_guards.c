// Lists a guard page that nobody may touch behind each device mapping.
// SPDX-License-Identifier: Apache-2.0
#include "listed.h"

static void show(struct listing* listing, const struct mapproof_mapping* entry, size_t page) {
  list(listing, *entry);
  if (entry->physical != UINT64_MAX) {
    const struct mapproof_mapping guard = {entry->address + entry->length, page, MAPPROOF_PROT_NONE, 0, UINT64_MAX};
    list(listing, guard);
  }
}

LISTED(show)

LIAR(table->mappings = mappings)
