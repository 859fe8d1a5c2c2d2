// Lists its windows from the last to the first, and denies the last page of the one that is then the first.
// SPDX-License-Identifier: Apache-2.0
#include "provoked.h"
#include "variants/variant.h"

TELL(for (size_t i = 0; i < told.window_count; ++i) windows[i] = truth.windows[truth.window_count - 1 - i])

static struct mapproof_arrange_outcome provoke(struct mapproof_session* session,
                                               const struct mapproof_provoke_request* request) {
  const struct mapproof_arrange_outcome done = {0, NULL};
  if (request->condition != MAPPROOF_PHYSICAL_RANGE_DENIED) return remember(session, request);
  last_provoked = *request;
  return done;
}

static struct mapproof_address_outcome map(struct mapproof_session* session,
                                           const struct mapproof_map_request* request) {
  const uint64_t end = facts(session)->windows->physical + facts(session)->windows->length;
  const int denied = request->physical < end && request->physical + request->length > end - page_of(session);
  if (denied && is_provoked(MAPPROOF_PHYSICAL_RANGE_DENIED)) return no_mapping(EPERM);
  return honest_map(session, request);
}

LIAR(table->facts = facts; table->provoke = provoke; table->mmap_device_memory = map)
