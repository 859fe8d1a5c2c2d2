// Cannot bring one of the situations about; built once for each of them.
// Profiles: qnx-7.1 qnx-8.0 obs64
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

static struct mapproof_arrange_outcome provoke(struct mapproof_session* session,
                                               const struct mapproof_provoke_request* request) {
  const struct mapproof_arrange_outcome absent = {ENOTSUP, "this system has no way to bring that about."};
  return request->condition == SITUATION ? absent : honest()->provoke(session, request);
}

LIAR(table->provoke = provoke)
