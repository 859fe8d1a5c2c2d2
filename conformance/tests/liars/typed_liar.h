/* What the liars about typed memory share.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MAPPROOF_TYPED_LIAR_H
#define MAPPROOF_TYPED_LIAR_H

#include <string.h>

#include "liar.h"
#include "provoked.h"

typedef struct mapproof_session session_type;
typedef struct mapproof_typed_open_request open_type;
typedef struct mapproof_typed_info_request info_type;
typedef struct mapproof_mmap_request map_type;
typedef struct mapproof_status_outcome outcome_type;
typedef struct mapproof_address_outcome address_type;

static inline outcome_type honest_open(session_type* session, const open_type* request) {
  return honest()->posix_typed_mem_open(session, request);
}

static inline outcome_type honest_info(session_type* session, const info_type* request) {
  return honest()->posix_typed_mem_get_info(session, request);
}

static inline outcome_type open_as(session_type* session, const open_type* request, const char* name, uint32_t tflag) {
  open_type changed = *request;
  changed.name = name;
  changed.tflag = tflag;
  return honest_open(session, &changed);
}

/* Whether the name is one of an object, with no operators. */
static inline int is_plain(const char* name) { return strpbrk(name, "&|") == NULL; }

/* The first `length` characters of a name, until the next call; the whole name if it is very long. */
static inline const char* beginning(const char* name, size_t length) {
  static char part[256];
  if (length >= sizeof part) return name;
  memcpy(part, name, length);
  part[length] = 0;
  return part;
}

/* What stands before the first of these signs; NULL if there is none, or nothing before it. */
static inline const char* before_sign(const char* name, char sign) {
  const char* const found = strchr(name, sign);
  return found == NULL || found == name ? NULL : beginning(name, (size_t)(found - name));
}

/* The flags that each descriptor was opened with, if a lie asks. */
enum { MOST_DESCRIPTORS = 1024 };
static uint32_t tflag_of[MOST_DESCRIPTORS];

static inline int was_opened_with(int fd, uint32_t tflag) {
  return fd >= 0 && fd < MOST_DESCRIPTORS && tflag_of[fd] == tflag;
}

static inline outcome_type open_and_remember(session_type* session, const open_type* request) {
  const outcome_type outcome = honest_open(session, request);
  if (outcome.value >= 0 && outcome.value < MOST_DESCRIPTORS) tflag_of[outcome.value] = request->tflag;
  return outcome;
}

#endif
