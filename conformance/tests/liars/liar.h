/* What a liar is made of: the honest model's table, and a copy of it in which something is replaced.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A liar for one row, complete:
 *
 *   // Accepts a length of 0.
 *   // SPDX-License-Identifier: Apache-2.0
 *   #include "liar.h"
 *
 *   static struct mapproof_address_outcome one_byte_at_least(struct mapproof_session *session,
 *                                                            const struct mapproof_map_request *request) {
 *     struct mapproof_map_request changed = *request;
 *     if (changed.length == 0) changed.length = 1;
 *     return honest()->mmap_device_memory(session, &changed);
 *   }
 *
 *   LIAR(table->mmap_device_memory = one_byte_at_least)
 *
 * The file is named after the row that must notice, and after the lie: mdm_03_accepts_zero_length.c.
 */
#ifndef MAPPROOF_LIAR_H
#define MAPPROOF_LIAR_H

#include <errno.h>
#include <mapproof/backend.h>
#include <stddef.h>
#include <stdint.h>

const struct mapproof_backend* mapproof_model_entry(void);

/* The table of the model as it is; what a lie forwards to. */
static inline const struct mapproof_backend* honest(void) { return mapproof_model_entry(); }

static inline size_t page_of(struct mapproof_session* session) { return honest()->facts(session)->page_size; }

static inline struct mapproof_status_outcome refusal(int error) {
  const struct mapproof_status_outcome outcome = {-1, error};
  return outcome;
}

static inline void* map_failed(void) { return (void*)UINTPTR_MAX; }

static inline struct mapproof_address_outcome no_mapping(int error) {
  const struct mapproof_address_outcome outcome = {map_failed(), error};
  return outcome;
}

static inline struct mapproof_status_outcome renamed_status(struct mapproof_status_outcome outcome, int from, int to) {
  return outcome.value == -1 && outcome.error == from ? refusal(to) : outcome;
}

static inline struct mapproof_address_outcome renamed_address(struct mapproof_address_outcome outcome, int from,
                                                              int to) {
  return outcome.value == map_failed() && outcome.error == from ? no_mapping(to) : outcome;
}

static inline struct mapproof_handle_outcome renamed_handle(struct mapproof_handle_outcome outcome, int from, int to) {
  if (outcome.value == UINTPTR_MAX && outcome.error == from) outcome.error = to;
  return outcome;
}

/* A refusal with `from` becomes one with `to`, of whichever call. */
#define renamed(outcome, from, to)                           \
  _Generic((outcome), struct mapproof_status_outcome         \
           : renamed_status, struct mapproof_address_outcome \
           : renamed_address, struct mapproof_handle_outcome \
           : renamed_handle)((outcome), (from), (to))

/* Defines the plugin's entry point: the honest table after the given statements, which see it as `table`. */
#define LIAR(...)                                               \
  const struct mapproof_backend* mapproof_backend_entry(void) { \
    static struct mapproof_backend lying;                       \
    struct mapproof_backend* const table = &lying;              \
    lying = *honest();                                          \
    __VA_ARGS__;                                                \
    return table;                                               \
  }

#endif
