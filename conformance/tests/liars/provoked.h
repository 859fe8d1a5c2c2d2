/* For liars that lie only while a situation is provoked: what was provoked last. Each liar has its own copy.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MAPPROOF_PROVOKED_H
#define MAPPROOF_PROVOKED_H

#include "liar.h"

static struct mapproof_provoke_request last_provoked;

/* provoke() that remembers. */
static inline struct mapproof_arrange_outcome remember(struct mapproof_session* session,
                                                       const struct mapproof_provoke_request* request) {
  last_provoked = *request;
  return honest()->provoke(session, request);
}

static inline int is_provoked(enum mapproof_condition condition) {
  return last_provoked.on != 0 && last_provoked.condition == (uint32_t)condition;
}

#endif
