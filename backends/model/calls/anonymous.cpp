// How a request for ordinary memory finds its frames.
// SPDX-License-Identifier: Apache-2.0
#include "anonymous.hpp"

#include <sys/mman.h>

#include "model/native.hpp"

namespace mapproof::model {

Placed place_frames(mapproof_session& session, Placing placing, std::uint64_t physical) {
  placing.fd = session.memory.file().fd();
  placing.host_flags = MAP_SHARED;
  placing.file_offset = session.memory.file_offset(physical);
  placing.extent.physical = physical;
  const Placed placed = place(session, placing);
  if (placed.error != 0) session.memory.release(physical, placing.length);
  return placed;
}

// A page that is locked from birth is resident from birth, unless it is lazy: locking does not touch those (MLK-11).
Placed place_anonymous(mapproof_session& session, const Anonymous& anonymous) {
  const std::uint64_t mask = session.page_mask();
  Placing placing;
  placing.length = (anonymous.length + mask) & ~mask;
  if (placing.length == 0) return {0, ENOMEM};
  placing.fixed = anonymous.fixed;
  placing.wanted = anonymous.fixed ? anonymous.address : (anonymous.address + mask) & ~mask;
  if (placing.fixed && (placing.wanted & mask) != 0) return {0, EINVAL};
  if (placing.fixed) {
    if (const int error = fixed_error(session, placing.wanted, placing.length); error != 0) return {0, error};
  }
  placing.host_protection = native::host_protection(anonymous.protection);
  placing.extent.kind = Kind::memory;
  placing.extent.serial = session.next_serial();
  placing.extent.protection = anonymous.protection;
  placing.extent.caching = (anonymous.protection & MAPPROOF_PROT_NOCACHE) != 0 ? MAPPROOF_UNCACHED : MAPPROOF_CACHED;
  placing.extent.flags = anonymous.flags | session.new_lock_flag();
  if (placing.extent.has(extent_locked) && !placing.extent.has(extent_lazy)) placing.extent.flags |= extent_resident;
  const std::optional<std::uint64_t> physical = session.memory.allocate(anonymous.constraint, placing.length);
  if (!physical) return {0, ENOMEM};
  return place_frames(session, placing, *physical);
}

}  // namespace mapproof::model
