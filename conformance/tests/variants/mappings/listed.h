/* For variants that show the same mappings in other entries.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MAPPROOF_LISTED_H
#define MAPPROOF_LISTED_H

#include "variants/variant.h"

#define MOST_ENTRIES 65536

/* What mappings() answers with, one entry after the other. */
struct listing {
  struct mapproof_mapping* entries;
  size_t capacity;
  size_t count;
};

static inline void list(struct listing* listing, struct mapproof_mapping entry) {
  if (listing->count < listing->capacity) listing->entries[listing->count] = entry;
  ++listing->count;
}

/* Defines mappings(): each honest entry goes through `show`. */
#define LISTED(show)                                                                                                  \
  static struct mapproof_arrange_outcome mappings(struct mapproof_session* session, struct mapproof_mapping* entries, \
                                                  size_t capacity, size_t* count) {                                   \
    static _Thread_local struct mapproof_mapping honest_entries[MOST_ENTRIES];                                        \
    struct listing listing = {entries, capacity, 0};                                                                  \
    size_t honest_count = 0;                                                                                          \
    const struct mapproof_arrange_outcome outcome =                                                                   \
        honest()->mappings(session, honest_entries, MOST_ENTRIES, &honest_count);                                     \
    for (size_t i = 0; i < honest_count && i < MOST_ENTRIES; ++i)                                                     \
      show(&listing, &honest_entries[i], page_of(session));                                                           \
    *count = listing.count;                                                                                           \
    return outcome;                                                                                                   \
  }

/* An entry in pieces of this length. */
static inline void list_in_pieces(struct listing* listing, const struct mapproof_mapping* entry, size_t length) {
  for (size_t at = 0; at < entry->length; at += length) {
    struct mapproof_mapping piece = *entry;
    piece.address += at;
    piece.length = entry->length - at < length ? entry->length - at : length;
    if (piece.physical != UINT64_MAX) piece.physical += at;
    list(listing, piece);
  }
}

#endif
