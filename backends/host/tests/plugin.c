/* A plugin that is right but for the one defect that its definition names.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <errno.h>
#include <mapproof/backend.h>
#include <string.h>

static struct mapproof_facts facts_of_nothing = {
    .struct_size = sizeof facts_of_nothing, .offset_bits = 64, .page_size = 4096};

static struct mapproof_open_outcome open_target(const struct mapproof_open_request* request) {
  struct mapproof_open_outcome outcome = {NULL, 0, ""};
#if defined(PLUGIN_REFUSES)
  outcome.error = ENODEV;
  strcpy(outcome.message, "there is no such device: name one that exists.");
#elif defined(PLUGIN_REFUSES_SILENTLY)
  outcome.error = ENODEV;
#else
  outcome.session = (struct mapproof_session*)&facts_of_nothing;
#endif
  (void)request;
  return outcome;
}

#if !defined(PLUGIN_LACKS_CLOSE)
static void close_session(struct mapproof_session* session) { (void)session; }
#endif

static const struct mapproof_facts* facts(struct mapproof_session* session) {
  (void)session;
  return &facts_of_nothing;
}

static struct mapproof_status_outcome empty(struct mapproof_session* session) {
  struct mapproof_status_outcome outcome = {0, 0};
  (void)session;
  return outcome;
}

static const struct mapproof_backend table = {
#if defined(PLUGIN_WRONG_ABI)
    .abi = MAPPROOF_ABI + 1,
#else
    .abi = MAPPROOF_ABI,
#endif
#if defined(PLUGIN_TOO_SMALL)
    .struct_size = offsetof(struct mapproof_backend, facts),
#elif defined(PLUGIN_SHORT_TABLE)
    .struct_size = offsetof(struct mapproof_backend, munmap_device_memory),
#else
    .struct_size = sizeof(struct mapproof_backend),
#endif
    .name = "plugin",
    .version = "1",
    .summary = "for the loader's tests",
    .open = open_target,
#if !defined(PLUGIN_LACKS_CLOSE)
    .close = close_session,
#endif
    .facts = facts,
    .empty = empty,
};

#if defined(PLUGIN_NO_SYMBOL)
MAPPROOF_EXPORT const struct mapproof_backend* another_entry(void);
MAPPROOF_EXPORT const struct mapproof_backend* another_entry(void) { return &table; }
#elif defined(PLUGIN_NULL_TABLE)
MAPPROOF_EXPORT const struct mapproof_backend* mapproof_backend_entry(void) {
  (void)table;
  return NULL;
}
#else
MAPPROOF_EXPORT const struct mapproof_backend* mapproof_backend_entry(void) { return &table; }
#endif
