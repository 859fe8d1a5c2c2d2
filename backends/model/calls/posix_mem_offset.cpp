// posix_mem_offset() and posix_mem_offset64(): where in the object, not where in RAM.
// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <algorithm>

#include "calls.hpp"
#include "mmap_request.hpp"

namespace mapproof::model {
namespace {

/// The object behind an address, and how far it goes on from there.
struct ObjectRun {
  Extent first{};
  std::uint64_t length = 0;  // 0: nothing to be found
};

ObjectRun find_object(const mapproof_session& session, std::uint64_t address, std::uint64_t length) {
  return session.table.read(address, ObjectRun{}, [&](ObjectRun& run, const Extent& extent) {
    if (extent.start > address + run.length || !extent.has_object()) return false;
    if (run.length == 0) {
      run.first = extent.part(address, extent.end);
    } else if (extent.object != run.first.object || extent.object_offset != run.first.object_offset + run.length) {
      return false;
    }
    run.length = extent.end - address;
    return run.length < length;
  });
}

// -1 once the descriptor was closed, also if its number now stands for something else.
int descriptor_of(const mapproof_session& session, const Extent& extent) {
  if (extent.kind == Kind::typed) {
    const TypedDescriptor* const descriptor = session.descriptors.find(extent.fd);
    return descriptor != nullptr && descriptor->identity == extent.object ? extent.fd : -1;
  }
  struct stat file {};
  return ::fstat(extent.fd, &file) == 0 && identity_of(file) == extent.object ? extent.fd : -1;
}

mapproof_status_outcome look_up(mapproof_session& session, const mapproof_offset_request& request,
                                std::uint64_t largest) {
  const ObjectRun run = find_object(session, number_of(request.address), request.length);
  if (run.length == 0) return status(EACCES);
  if (run.first.object_offset > largest) return status(EOVERFLOW);
  if (request.offset != nullptr) *request.offset = static_cast<std::int64_t>(run.first.object_offset);
  if (request.contig_length != nullptr) {
    *request.contig_length = static_cast<std::size_t>(std::min<std::uint64_t>(run.length, request.length));
  }
  if (request.fildes != nullptr) *request.fildes = descriptor_of(session, run.first);
  return status(0);
}

// The text of October 2024 and later: the physical address, for any memory.
mapproof_status_outcome look_up_physical(mapproof_session& session, const mapproof_offset_request& request,
                                         decltype(mem_offset64) call) {
  mapproof_offset_request physical = request;
  physical.fd = MAPPROOF_NOFD;
  const mapproof_status_outcome outcome = call(&session, &physical);
  if (outcome.value == 0 && request.fildes != nullptr) {
    const ObjectRun run = find_object(session, number_of(request.address), request.length);
    *request.fildes = run.length == 0 ? -1 : descriptor_of(session, run.first);
  }
  return outcome;
}

}  // namespace

mapproof_status_outcome posix_mem_offset64(mapproof_session* session, const mapproof_offset_request* request) {
  if (session->rules.offset_is_physical) return look_up_physical(*session, *request, mem_offset64);
  return look_up(*session, *request, INT64_MAX);
}

mapproof_status_outcome posix_mem_offset(mapproof_session* session, const mapproof_offset_request* request) {
  if (session->rules.offset_is_physical) return look_up_physical(*session, *request, mem_offset);
  return look_up(*session, *request, session->target.offset_bits == 32 ? INT32_MAX : INT64_MAX);
}

}  // namespace mapproof::model
