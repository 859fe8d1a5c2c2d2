// Gives the memory of a mapping up when a descriptor is closed.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"
#include "private_copy.h"

static void* mapped;
static size_t mapped_length;

static address_outcome_type remember_place(session_type* session, const device_map_type* request) {
  const address_outcome_type outcome = honest_device_map(session, request);
  if (is_device_mapping(outcome)) {
    mapped = outcome.value;
    mapped_length = request->length;
  }
  return outcome;
}

static outcome_type close_and_give_up(session_type* session, int fd) {
  if (mapped != NULL) make_private(mapped, mapped_length);
  mapped = NULL;
  return honest()->driver_close(session, fd);
}

LIAR(table->driver_mmap = remember_place; table->driver_close = close_and_give_up)
