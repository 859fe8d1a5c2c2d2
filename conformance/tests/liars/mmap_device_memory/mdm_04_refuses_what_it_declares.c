// Declares one invalid flag and refuses no other.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

#define DECLARED 0x100u

static const struct mapproof_facts* facts_with_one_invalid_flag(struct mapproof_session* session) {
  static struct mapproof_facts changed;
  changed = *honest()->facts(session);
  changed.invalid_flags &= DECLARED;
  return &changed;
}

static struct mapproof_address_outcome refuses_one(struct mapproof_session* session,
                                                   const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  changed.raw_flags &= DECLARED;
  return honest_map(session, &changed);
}

LIAR(table->facts = facts_with_one_invalid_flag; table->mmap_device_memory = refuses_one)
