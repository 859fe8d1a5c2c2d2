// Does not ask for the privilege to map physical memory.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  const struct mapproof_provoke_request off = {MAPPROOF_WITHOUT_MAP_PRIVILEGE, 0, 0};
  const struct mapproof_provoke_request on = {MAPPROOF_WITHOUT_MAP_PRIVILEGE, 1, 0};
  const int without = is_provoked(MAPPROOF_WITHOUT_MAP_PRIVILEGE);
  if (without) honest()->provoke(session, &off);
  const handle_type outcome = honest_io(session, request);
  if (without) honest()->provoke(session, &on);
  return outcome;
}

LIAR(table->mmap_device_io = lie; table->provoke = remember)
