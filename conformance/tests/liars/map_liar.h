/* What the liars of the map group share: the honest calls in short, and refusals.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MAPPROOF_MAP_LIAR_H
#define MAPPROOF_MAP_LIAR_H

#include "liar.h"

static inline struct mapproof_address_outcome honest_map(struct mapproof_session* session,
                                                         const struct mapproof_map_request* request) {
  return honest()->mmap_device_memory(session, request);
}

static inline struct mapproof_status_outcome honest_unmap(struct mapproof_session* session, void* address,
                                                          size_t length) {
  const struct mapproof_unmap_request request = {address, length, 0, 0};
  return honest()->munmap_device_memory(session, &request);
}

static inline struct mapproof_status_outcome no_unmap(int error) {
  const struct mapproof_status_outcome refusal = {-1, error};
  return refusal;
}

static inline struct mapproof_status_outcome nothing_done(void) {
  const struct mapproof_status_outcome success = {0, 0};
  return success;
}

static inline int is_fixed(const struct mapproof_map_request* request) {
  return (request->flags & MAPPROOF_MAP_FIXED) != 0;
}

static inline int is_mapped(struct mapproof_session* session, const void* address) {
  uint64_t physical = 0;
  return honest()->physical_of(session, address, &physical).error == 0;
}

#endif
