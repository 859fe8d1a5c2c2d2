// Behaves by the documents of 7.1 whatever it is asked to behave by: unlocked memory is refused.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_open_outcome open_as_7_1(const struct mapproof_open_request* request) {
  struct mapproof_open_request changed = *request;
  changed.profile = "qnx-7.1";
  return honest()->open(&changed);
}

LIAR(table->open = open_as_7_1)
