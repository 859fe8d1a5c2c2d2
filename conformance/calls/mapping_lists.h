/* Compares two lists of a process's mappings. Where a system ends an entry of its list is its own affair. C, because
 * reproducers compare with the same functions as the checks.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MAPPROOF_MAPPING_LISTS_H
#define MAPPROOF_MAPPING_LISTS_H

#include <mapproof/backend.h>

static inline int is_device_mapping(const struct mapproof_mapping* entry) { return entry->physical != UINT64_MAX; }

/* Whether `next` is the rest of a device mapping that `entry` begins. */
static inline int continues_in(const struct mapproof_mapping* entry, const struct mapproof_mapping* next) {
  return entry->address + entry->length == next->address && entry->protection == next->protection &&
         entry->physical + entry->length == next->physical;
}

/* Makes one entry of each device mapping that is listed in pieces; returns how many entries are left. */
static inline size_t merge_pieces(struct mapproof_mapping* entries, size_t count) {
  struct mapproof_mapping* last = NULL;
  size_t kept = 0;
  for (size_t i = 0; i < count; ++i) {
    const int is_device = is_device_mapping(&entries[i]);
    if (is_device && last != NULL && continues_in(last, &entries[i])) {
      last->length += entries[i].length;
      continue;
    }
    entries[kept] = entries[i];
    if (is_device) last = &entries[kept];
    ++kept;
  }
  return kept;
}

/* The first device mapping of one merged list that the other lacks; NULL if it lacks none. */
static inline const struct mapproof_mapping* missing_device_mapping(const struct mapproof_mapping* entries,
                                                                    size_t count, const struct mapproof_mapping* others,
                                                                    size_t other_count) {
  for (size_t i = 0; i < count; ++i) {
    size_t j = 0;
    if (!is_device_mapping(&entries[i])) continue;
    while (j < other_count &&
           (others[j].address != entries[i].address || others[j].length != entries[i].length ||
            others[j].protection != entries[i].protection || others[j].physical != entries[i].physical)) {
      ++j;
    }
    if (j == other_count) return &entries[i];
  }
  return NULL;
}

/* The first entry for other memory of which not every byte has the same protection in the later list; NULL if there is
 * none. Such memory may grow at any time, but not shrink. */
static inline const struct mapproof_mapping* lost_memory(const struct mapproof_mapping* entries, size_t count,
                                                         const struct mapproof_mapping* later, size_t later_count) {
  for (size_t i = 0; i < count; ++i) {
    uintptr_t at = entries[i].address;
    if (is_device_mapping(&entries[i])) continue;
    for (size_t j = 0; j < later_count; ++j) {
      if (is_device_mapping(&later[j]) || later[j].protection != entries[i].protection) continue;
      if (later[j].address <= at && at < later[j].address + later[j].length) at = later[j].address + later[j].length;
    }
    if (at < entries[i].address + entries[i].length) return &entries[i];
  }
  return NULL;
}

#endif
