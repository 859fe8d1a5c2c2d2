/* What the variants share: other facts, both forms of a lookup, and other errnos.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The second line of a variant may say "Profiles: NAME...": where the selftest runs it, because it is legal there only
 * or would tell nothing new elsewhere. One that does not is run in all of them.
 */
#ifndef MAPPROOF_VARIANT_H
#define MAPPROOF_VARIANT_H

#include <string.h>

#include "map_liar.h"

#define MOST_WINDOWS 8

/* Defines facts(): the honest facts after the given statements, which see them as `told` and its windows as
 * `windows`. */
#define TELL(...)                                                               \
  static struct mapproof_window windows[MOST_WINDOWS];                          \
  static struct mapproof_facts told;                                            \
  static const struct mapproof_facts* facts(struct mapproof_session* session) { \
    if (told.struct_size != 0) return &told;                                    \
    struct mapproof_facts truth = *honest()->facts(session);                    \
    memcpy(windows, truth.windows, truth.window_count * sizeof *windows);       \
    told = truth;                                                               \
    told.windows = windows;                                                     \
    __VA_ARGS__;                                                                \
    return &told;                                                               \
  }

typedef struct mapproof_status_outcome (*form_type)(struct mapproof_session*, const struct mapproof_offset_request*);

/* Defines narrow() and wide(): mem_offset() and mem_offset64() through `odd`, which is given the honest form. */
#define BOTH_FORMS(odd)                                                                         \
  static struct mapproof_status_outcome narrow(struct mapproof_session* session,                \
                                               const struct mapproof_offset_request* request) { \
    return odd(honest()->mem_offset, session, request);                                         \
  }                                                                                             \
  static struct mapproof_status_outcome wide(struct mapproof_session* session,                  \
                                             const struct mapproof_offset_request* request) {   \
    return odd(honest()->mem_offset64, session, request);                                       \
  }

#endif
