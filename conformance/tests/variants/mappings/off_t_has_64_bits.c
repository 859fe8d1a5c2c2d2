// Has an off_t of 64 bits.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_open_outcome open_wide(const struct mapproof_open_request* request) {
  struct mapproof_open_request changed = *request;
  changed.target = "model:wide";
  return honest()->open(&changed);
}

LIAR(table->open = open_wide)
