// The least that the machine below needs for the same effect: what the calls are timed against.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "model/calls/calls.hpp"
#include "model/native.hpp"
#include "model/session.hpp"

namespace mapproof::model {

mapproof_status_outcome empty(mapproof_session*) { return {0, 0}; }

mapproof_address_outcome floor_map(mapproof_session* session, const mapproof_map_request* request) {
  const Region* const region = session->memory.find(request->physical, request->length);
  if (region == nullptr) return map_failed(ENXIO);
  const int flags = MAP_SHARED | ((request->flags & MAPPROOF_MAP_FIXED) != 0 ? MAP_FIXED : 0);
  void* const address =
      ::mmap(request->address, request->length, native::host_protection(request->protection), flags,
             session->memory.file().fd(), static_cast<off_t>(session->memory.file_offset(*region, request->physical)));
  return {address, address == MAP_FAILED ? errno : 0};
}

mapproof_status_outcome floor_unmap(mapproof_session*, const mapproof_unmap_request* request) {
  return status(::munmap(request->address, request->length) == 0 ? 0 : errno);
}

mapproof_status_outcome floor_offset(mapproof_session* session, const mapproof_offset_request* request) {
  const std::uint64_t address = number_of(request->address);
  const std::optional<Extent> extent = session->table.find(address);
  if (!extent) return status(EACCES);
  *request->offset = static_cast<std::int64_t>(extent->physical + (address - extent->start));
  for (std::uint64_t at = extent->end; at < address + request->length;) {
    const std::optional<Extent> next = session->table.find(at);
    if (!next) break;
    at = next->end;
  }
  return status(0);
}

}  // namespace mapproof::model
