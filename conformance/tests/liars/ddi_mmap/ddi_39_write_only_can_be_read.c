// Maps a descriptor that was opened for writing only.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static outcome_type lie(session_type* session, const struct mapproof_driver_open_request* request) {
  struct mapproof_driver_open_request changed = *request;
  changed.access |= MAPPROOF_PROT_READ;
  return honest()->driver_open(session, &changed);
}

LIAR(table->driver_open = lie)
