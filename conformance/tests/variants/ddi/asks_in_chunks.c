// Asks for two pages and maps them before it asks for the next two; takes all back at a refusal.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static void take_back(session_type* session, void* address, size_t length) {
  struct mapproof_unmap_request all = {0};
  all.address = address;
  all.length = length;
  honest()->driver_munmap(session, &all);
}

static address_outcome_type in_chunks(session_type* session, const device_map_type* request) {
  const size_t chunk = 2 * page_of(session);
  const int is_fixed = (request->flags & MAPPROOF_MAP_FIXED) != 0;
  if (is_fixed || request->length <= chunk || request->offset % chunk != 0) return honest_device_map(session, request);
  device_map_type part = *request;
  part.length = chunk;
  const address_outcome_type first = honest_device_map(session, &part);
  if (!is_device_mapping(first)) return first;
  for (size_t done = chunk; done < request->length; done += chunk) {
    part.address = (char*)first.value + done;
    part.offset = request->offset + done;
    part.length = request->length - done < chunk ? request->length - done : chunk;
    const address_outcome_type next = honest_device_map(session, &part); /* a hint: nothing is overlaid */
    if (is_device_mapping(next) && next.value == part.address) continue;
    if (is_device_mapping(next)) take_back(session, next.value, part.length);
    take_back(session, first.value, done);
    return is_device_mapping(next) ? honest_device_map(session, request) : next;
  }
  return first;
}

LIAR(table->driver_mmap = in_chunks)
