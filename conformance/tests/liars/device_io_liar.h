/* What the liars about device io share.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MAPPROOF_DEVICE_IO_LIAR_H
#define MAPPROOF_DEVICE_IO_LIAR_H

#include "liar.h"
#include "provoked.h"

typedef struct mapproof_session session_type;
typedef struct mapproof_device_io_request io_type;
typedef struct mapproof_handle_outcome handle_type;
typedef struct mapproof_port_request port_type;
typedef struct mapproof_status_outcome outcome_type;
typedef struct mapproof_thread_control_request thread_type;

static inline handle_type honest_io(session_type* session, const io_type* request) {
  return honest()->mmap_device_io(session, request);
}

static inline handle_type no_handle(int error) { return (handle_type){UINTPTR_MAX, error}; }

/* The model as a machine without ports, whatever target is asked for. */
static inline struct mapproof_open_outcome open_with_addresses(const struct mapproof_open_request* request) {
  struct mapproof_open_request changed = *request;
  changed.target = "model:standard,memory_mapped_io=1";
  return honest()->open(&changed);
}

/* Gives the calling thread the I/O privilege. */
static inline outcome_type grant(session_type* session) {
  const thread_type request = {MAPPROOF_THREAD_IO, 0, 0, 0};
  return honest()->thread_control(session, &request);
}

/* ThreadCtl() for a caller who has the ability to ask, whatever is provoked. */
static inline outcome_type ask_with_the_ability(session_type* session, const thread_type* request) {
  const struct mapproof_provoke_request off = {MAPPROOF_WITHOUT_IO_PRIVILEGE, 0, 0};
  const struct mapproof_provoke_request on = {MAPPROOF_WITHOUT_IO_PRIVILEGE, 1, 0};
  const int without = is_provoked(MAPPROOF_WITHOUT_IO_PRIVILEGE);
  if (without) honest()->provoke(session, &off);
  const outcome_type outcome = honest()->thread_control(session, request);
  if (without) honest()->provoke(session, &on);
  return outcome;
}

#endif
