// mmap(): which of the four kinds of memory a request is about, and files, the kind that needs no model.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "anonymous.hpp"
#include "calls.hpp"
#include "mmap_request.hpp"
#include "model/native.hpp"

namespace mapproof::model {
namespace {

int request_error(const mapproof_session& session, const MmapRequest& request) {
  if (request.length == 0) return EINVAL;
  if ((request.native_protection & native::invalid_protection) != 0) return EINVAL;
  if ((request.flags & native::invalid_flags) != 0) return EINVAL;
  const std::uint32_t type = request.flags & native::map_type;
  if (type > native::map_private_anon || (type == 0 && session.rules.needs_type)) return EINVAL;
  const bool needs_no_descriptor = (request.flags & (native::map_phys | native::map_anon)) != 0;
  if (needs_no_descriptor && request.fd != MAPPROOF_NOFD) return EINVAL;
  constexpr std::uint32_t contiguous = native::map_phys | native::map_anon;
  const bool contiguous_and_lazy = (request.flags & contiguous) == contiguous && request.has(native::map_lazy);
  return contiguous_and_lazy ? EINVAL : 0;
}

mapproof_address_outcome map_physical(mapproof_session& session, const mapproof_mmap_request& request) {
  const mapproof_map_request device{request.address, request.length,         request.offset,   request.protection,
                                    request.flags,   request.raw_protection, request.raw_flags};
  return mmap_device_memory(&session, &device);
}

Placed map_anonymous(mapproof_session& session, const MmapRequest& request) {
  Anonymous anonymous;
  anonymous.address = request.address;
  anonymous.length = request.length;
  anonymous.fixed = request.has(native::map_fixed);
  anonymous.protection = request.protection;
  if (request.is_private()) anonymous.flags |= extent_private;
  if (request.has(native::map_lazy)) anonymous.flags |= extent_lazy;
  if (request.has(native::map_phys)) anonymous.flags |= extent_resident;
  return place_anonymous(session, anonymous);
}

int file_access_error(int fd, const MmapRequest& request) {
  const int mode = ::fcntl(fd, F_GETFL);
  if (mode == -1) return EBADF;
  if ((mode & O_ACCMODE) == O_WRONLY) return EACCES;
  const bool writes = (request.protection & MAPPROOF_PROT_WRITE) != 0 && !request.is_private();
  return writes && (mode & O_ACCMODE) == O_RDONLY ? EACCES : 0;
}

// Linux empties a fixed place before it asks a socket, say, whether it can be mapped; so it is asked at another place.
int file_error(const Placing& placing) {
  void* const probe = ::mmap(nullptr, placing.length, placing.host_protection, placing.host_flags, placing.fd,
                             static_cast<off_t>(placing.file_offset));
  if (probe == MAP_FAILED) return errno;
  ::munmap(probe, placing.length);
  return 0;
}

// A file of the real system: its pages have no frame in the model, so only posix_mem_offset() has an answer for them.
Placed map_file(mapproof_session& session, const MmapRequest& request) {
  if (const int error = file_access_error(request.fd, request); error != 0) return {0, error};
  struct stat file {};
  if (::fstat(request.fd, &file) != 0) return {0, errno};
  Placing placing = request.placing(session);
  placing.host_flags = request.is_private() ? MAP_PRIVATE : MAP_SHARED;
  placing.fd = request.fd;
  placing.file_offset = request.offset;
  placing.extent.kind = Kind::file;
  placing.extent.object = identity_of(file);
  placing.extent.fd = request.fd;
  const bool read_only = (::fcntl(request.fd, F_GETFL) & O_ACCMODE) == O_RDONLY;
  if (read_only && !request.is_private()) placing.extent.flags |= extent_read_only;
  if (placing.fixed) {
    if (const int error = file_error(placing); error != 0) return {0, error};
  }
  return place(session, placing);
}

}  // namespace

std::uint64_t identity_of(const struct stat& file) {
  return static_cast<std::uint64_t>(file.st_ino) ^ static_cast<std::uint64_t>(file.st_dev) << 48;
}

MmapRequest::MmapRequest(const mapproof_mmap_request& request)
    : address(number_of(request.address)),
      length(request.length),
      offset(request.offset),
      fd(request.fd),
      flags(native::flags(request.flags, request.raw_flags)),
      native_protection(native::protection(request.protection, request.raw_protection)),
      protection(native::portable_protection(native_protection)) {}

Placing MmapRequest::placing(mapproof_session& session) const {
  const std::uint64_t mask = session.page_mask();
  Placing placing;
  placing.length = (length + mask) & ~mask;
  placing.fixed = has(native::map_fixed);
  placing.wanted = placing.fixed ? address : (address + mask) & ~mask;
  placing.host_protection = native::host_protection(protection);
  placing.extent.serial = session.next_serial();
  placing.extent.protection = protection;
  placing.extent.object_offset = offset;
  placing.extent.caching = (protection & MAPPROOF_PROT_NOCACHE) != 0 ? MAPPROOF_UNCACHED : MAPPROOF_CACHED;
  placing.extent.flags = session.new_lock_flag();
  return placing;
}

int MmapRequest::place_error(const mapproof_session& session) const {
  const std::uint64_t mask = session.page_mask();
  if (length + mask < length) return ENOMEM;
  if (!has(native::map_fixed)) return 0;
  return (address & mask) != 0 ? EINVAL : fixed_error(session, address, (length + mask) & ~mask);
}

mapproof_address_outcome mmap(mapproof_session* session, const mapproof_mmap_request* raw) {
  const MmapRequest request(*raw);
  if (const int error = request_error(*session, request); error != 0) return map_failed(error);
  const bool physical = request.has(native::map_phys) && !request.has(native::map_anon);
  if (physical) return map_physical(*session, *raw);
  const bool executes = (request.protection & MAPPROOF_PROT_EXEC) != 0;
  if (executes && session->conditions.holds(MAPPROOF_WITHOUT_EXEC_PRIVILEGE)) return map_failed(EPERM);
  if (const int error = request.place_error(*session); error != 0) return map_failed(error);
  Placed placed;
  if (request.fd == MAPPROOF_NOFD) {
    placed = map_anonymous(*session, request);
  } else if (const TypedDescriptor* const descriptor = session->descriptors.find(request.fd); descriptor != nullptr) {
    placed = map_typed(*session, request, *descriptor);
  } else {
    placed = map_file(*session, request);
  }
  return placed.error == 0 ? mapped_at(placed.address) : map_failed(placed.error);
}

}  // namespace mapproof::model
