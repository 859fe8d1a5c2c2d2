// posix_typed_mem_open(), posix_typed_mem_get_info() and the closing of their descriptors.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <cstring>
#include <optional>

#include "calls.hpp"
#include "model/session.hpp"

namespace mapproof::model {
namespace {

#if defined(PATH_MAX)
constexpr std::size_t longest_name = PATH_MAX;
#else
constexpr std::size_t longest_name = _POSIX_PATH_MAX;
#endif

std::optional<Allocation> allocation_of(std::uint32_t flags) {
  switch (flags) {
    case 0:
      return Allocation::none;
    case MAPPROOF_TYPED_ALLOCATE:
      return Allocation::allocate;
    case MAPPROOF_TYPED_ALLOCATE_CONTIG:
      return Allocation::contiguous;
    case MAPPROOF_TYPED_ALLOCATABLE:
      return Allocation::allocatable;
    default:
      return std::nullopt;  // more than one, or bits without a meaning
  }
}

int open_error(const mapproof_session& session, const mapproof_typed_open_request& request, TypedDescriptor& made) {
  const std::optional<Allocation> allocation = allocation_of(request.tflag | request.raw_tflag);
  constexpr std::uint32_t both = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;
  const std::uint32_t meaningless = request.raw_oflag & ~std::uint32_t{O_NOCTTY};
  if (!allocation || meaningless != 0 || (request.access & ~both) != 0) return EINVAL;
  if (std::strlen(request.name) >= longest_name) return ENAMETOOLONG;
  if (const int error = find_pool(request.name, session.target.node_count, made.pool); error != 0) return error;
  const bool writes = (request.access & MAPPROOF_PROT_WRITE) != 0;
  if (writes && session.conditions.holds(MAPPROOF_TYPED_READ_ONLY)) return EACCES;
  const bool placed_by_caller =
      *allocation == Allocation::allocatable || (*allocation == Allocation::none && session.rules.typed_as_observed);
  if (placed_by_caller && session.conditions.holds(MAPPROOF_WITHOUT_MAP_PRIVILEGE)) return EPERM;
  made.allocation = *allocation;
  made.access = request.access;
  return 0;
}

}  // namespace

// The number comes from a real descriptor, so that it cannot collide with one of the caller's; nothing can be done with
// it but what the model allows.
mapproof_status_outcome posix_typed_mem_open(mapproof_session* session, const mapproof_typed_open_request* request) {
  TypedDescriptor descriptor;
  if (const int error = open_error(*session, *request, descriptor); error != 0) return status(error);
  const int fd = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (fd == -1) return status(errno);
  if (session->descriptors.add(fd, descriptor)) return {fd, 0};
  ::close(fd);
  return status(EMFILE);
}

mapproof_status_outcome posix_typed_mem_get_info(mapproof_session* session,
                                                 const mapproof_typed_info_request* request) {
  if (request->fd == MAPPROOF_NOFD && session->rules.typed_as_observed) {
    const auto anywhere = [](std::uint64_t, std::int32_t) { return true; };
    *request->length = static_cast<std::size_t>(session->memory.count_free(anywhere).total);
    return status(0);
  }
  const TypedDescriptor* const descriptor = session->descriptors.find(request->fd);
  if (descriptor == nullptr) return status(::fcntl(request->fd, F_GETFD) == -1 ? EBADF : ENODEV);
  const bool allocates =
      descriptor->allocation == Allocation::allocate || descriptor->allocation == Allocation::contiguous;
  const auto in_pool = [&](std::uint64_t physical, std::int32_t node) {
    return allocates && descriptor->pool.contains(physical, node);
  };
  const PhysicalMemory::Free free = session->memory.count_free(in_pool);
  *request->length =
      static_cast<std::size_t>(descriptor->allocation == Allocation::contiguous ? free.longest : free.total);
  return status(0);
}

// Typed memory is no file: nothing but mapping it is implemented. Other descriptors are the system's own.
mapproof_status_outcome file_operation(mapproof_session* session, const mapproof_file_request* request) {
  if (session->descriptors.find(request->fd) != nullptr) return status(ENOSYS);
  std::array<unsigned char, 64> bytes{};
  const std::size_t count = std::min(static_cast<std::size_t>(request->amount), bytes.size());
  const auto place = static_cast<off_t>(request->amount);
  std::int64_t answer = -1;
  errno = EINVAL;
  switch (request->operation) {
    case MAPPROOF_FILE_TRUNCATE:
      answer = ::ftruncate(request->fd, place);
      break;
    case MAPPROOF_FILE_SEEK:
      answer = ::lseek(request->fd, place, SEEK_SET);
      break;
    case MAPPROOF_FILE_READ:
      answer = ::read(request->fd, bytes.data(), count);
      break;
    case MAPPROOF_FILE_WRITE:
      answer = ::write(request->fd, bytes.data(), count);
      break;
    default:
      break;
  }
  return status(answer == -1 ? errno : 0);
}

const mapproof_typed_facts* typed_facts(mapproof_session* session) { return &session->typed_facts; }

mapproof_status_outcome close_descriptor(mapproof_session* session, int fd) {
  session->descriptors.remove(fd);
  return status(::close(fd) == 0 ? 0 : errno);
}

}  // namespace mapproof::model
