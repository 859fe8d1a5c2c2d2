// Lists neighbouring mappings of neighbouring physical pages as one.
// SPDX-License-Identifier: Apache-2.0
#include "listed.h"

static void show(struct listing* listing, const struct mapproof_mapping* entry, size_t page) {
  struct mapproof_mapping* const last =
      listing->count != 0 && listing->count <= listing->capacity ? &listing->entries[listing->count - 1] : NULL;
  (void)page;
  if (last != NULL && last->address + last->length == entry->address && last->protection == entry->protection &&
      last->physical != UINT64_MAX && last->physical + last->length == entry->physical) {
    last->length += entry->length;
  } else {
    list(listing, *entry);
  }
}

LISTED(show)

LIAR(table->mappings = mappings)
