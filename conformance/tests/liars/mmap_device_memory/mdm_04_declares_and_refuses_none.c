// Knows no invalid flag, and ignores those that it does not know.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static const struct mapproof_facts* facts_without_invalid_flags(struct mapproof_session* session) {
  static struct mapproof_facts changed;
  changed = *honest()->facts(session);
  changed.invalid_flags = 0;
  return &changed;
}

static struct mapproof_address_outcome refuses_none(struct mapproof_session* session,
                                                    const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  changed.raw_flags = 0;
  return honest_map(session, &changed);
}

LIAR(table->facts = facts_without_invalid_flags; table->mmap_device_memory = refuses_none)
