// Misbehaves once the target tells it to, "PLACE:WAY": in open(), in mem_offset64(), which then refuses should it come
// back, or in close(). All else is the honest model.
// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "liar.h"
#include "misbehave.h"

static char place[16];
static char way[64];

static void reach(const char* here) {
  if (strcmp(place, here) == 0) misbehave(way, "");
}

static struct mapproof_open_outcome open_and_misbehave(const struct mapproof_open_request* request) {
  struct mapproof_open_request changed = *request;
  const char* const colon = strchr(request->target, ':');
  if (colon != NULL) {
    memcpy(place, request->target, (size_t)(colon - request->target) % sizeof place);
    strncpy(way, colon + 1, sizeof way - 1);
  }
  changed.target = "";
  reach("open");
  return honest()->open(&changed);
}

static void close_and_misbehave(struct mapproof_session* session) {
  honest()->close(session);
  reach("close");
}

static struct mapproof_status_outcome misbehave_and_refuse(struct mapproof_session* session,
                                                           const struct mapproof_offset_request* request) {
  const struct mapproof_status_outcome refusal = {-1, EIO};
  if (strcmp(place, "call") != 0) return honest()->mem_offset64(session, request);
  reach("call");
  return refusal;
}

LIAR(table->open = open_and_misbehave; table->close = close_and_misbehave; table->mem_offset64 = misbehave_and_refuse)
