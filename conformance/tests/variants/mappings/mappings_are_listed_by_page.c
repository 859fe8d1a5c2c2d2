// Lists each device page as a mapping of its own.
// SPDX-License-Identifier: Apache-2.0
#include "listed.h"

static void show(struct listing* listing, const struct mapproof_mapping* entry, size_t page) {
  list_in_pieces(listing, entry, entry->physical != UINT64_MAX ? page : entry->length);
}

LISTED(show)

LIAR(table->mappings = mappings)
