// Two looks at the mappings and the windows. Part of a reproducer.
// SPDX-License-Identifier: Apache-2.0

enum { ROOM = 4096 };
struct look {
  size_t count;
  struct mapproof_mapping room[ROOM];
  struct mapproof_mapping* entries;
  unsigned long sum;
};
static struct look before, after;
static unsigned long sum;

/* Keeps all entries: a list that is cut off would look like a change. */
static void look(struct look* here) {
  size_t capacity = ROOM;
  here->entries = here->room;
  table->mappings(session, here->entries, capacity, &here->count);
  while (here->count > capacity) {
    capacity = here->count + ROOM;
    here->entries = malloc(capacity * sizeof *here->entries);
    if (here->entries == NULL) exit(2);
    table->mappings(session, here->entries, capacity, &here->count);
  }
  here->count = merge_pieces(here->entries, here->count);
}

static inline void sum_view(const unsigned char* view, size_t length) {
  for (size_t i = 0; i < length; ++i) sum = sum * 31 + view[i];
}

static int differ(const struct look* here, const struct look* there) {
  return missing_device_mapping(here->entries, here->count, there->entries, there->count) != NULL ||
         missing_device_mapping(there->entries, there->count, here->entries, here->count) != NULL ||
         lost_memory(here->entries, here->count, there->entries, there->count) != NULL || here->sum != there->sum;
}
