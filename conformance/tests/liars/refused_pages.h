/* For liars about requests of which a driver refuses pages: the pages are granted behind its back, and remembered.
 * SPDX-License-Identifier: Apache-2.0
 *
 * GRANTING(condition) defines attach_granting(): where the driver refuses `offset` and the condition holds, the
 * framework hears the page of offset 0 instead. */
#ifndef MAPPROOF_REFUSED_PAGES_H
#define MAPPROOF_REFUSED_PAGES_H

#include "driver_shim.h"

enum { MOST_REFUSED = 16 };
static size_t refused_offsets[MOST_REFUSED];
static unsigned refused_count;
static const device_map_type* current_request;

static inline int is_inside(size_t offset, size_t page) {
  return current_request != NULL && offset > current_request->offset &&
         offset + page - current_request->offset < current_request->length;
}

/* The honest map of a request in which refused pages were granted. */
static inline address_outcome_type map_granting(session_type* session, const device_map_type* request) {
  refused_count = 0;
  current_request = request;
  const address_outcome_type outcome = honest_device_map(session, request);
  current_request = NULL;
  return outcome;
}

/* Takes the pages out of a mapping that were refused. */
static inline void unmap_refused(session_type* session, const device_map_type* request, void* address) {
  for (unsigned i = 0; i < refused_count; ++i) {
    struct mapproof_unmap_request page = {0};
    page.address = (char*)address + (refused_offsets[i] - request->offset);
    page.length = page_of(session);
    honest()->driver_munmap(session, &page);
  }
}

#define GRANTING(condition)                                                                               \
  static mapproof_page_id grant(const driver_type* self, void* instance, uint32_t channel, size_t offset, \
                                uint32_t protection) {                                                    \
    const mapproof_page_id page_id = shim_mmap(self, instance, channel, offset, protection);              \
    if (page_id != MAPPROOF_NOPAGE || refused_count == MOST_REFUSED || !(condition)) return page_id;      \
    refused_offsets[refused_count++] = offset;                                                            \
    return shim_mmap(self, instance, channel, 0, protection);                                             \
  }                                                                                                       \
  LYING_DRIVER(driver->mmap = grant)                                                                      \
  static outcome_type attach_granting(session_type* session, const driver_type* inner) {                  \
    return attach_shim(session, inner);                                                                   \
  }

#endif
