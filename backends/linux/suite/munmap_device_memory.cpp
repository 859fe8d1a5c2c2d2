// munmap_device_memory(), munmap() and munmap_flags(), which are one call here, and mprotect().
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include <cerrno>

#include "calls.hpp"
#include "linux/context/native.hpp"
#include "linux/context/unmap_pages.hpp"
#include "session.hpp"

namespace mapproof::lnx {

mapproof_status_outcome munmap_device_memory(mapproof_session* session, const mapproof_unmap_request* request) {
  return unmap_pages(*session, request->address, request->length);
}

mapproof_status_outcome munmap_flags(mapproof_session* session, const mapproof_unmap_request* request) {
  if (request->flags != 0) return {-1, EINVAL};
  return munmap_device_memory(session, request);
}

mapproof_status_outcome change_protection(mapproof_session* session, const mapproof_protect_request* request) {
  (void)session;
  const std::uint32_t native = native_protection(request->protection, request->raw_protection);
  if ((native & ~prot_valid) != 0) return {-1, EINVAL};
  // Linux fixes the memory type when it maps.
  if ((native & prot_nocache) != 0) return {-1, ENOTSUP};
  if (mprotect(request->address, request->length, linux_protection(native)) == 0) return {0, 0};
  return {-1, errno};
}

mapproof_status_outcome floor_unmap(mapproof_session* session, const mapproof_unmap_request* request) {
  const std::uintptr_t start = session->start_of_page(reinterpret_cast<std::uintptr_t>(request->address));
  const std::uintptr_t end = reinterpret_cast<std::uintptr_t>(request->address) + request->length;
  if (munmap(reinterpret_cast<void*>(start), end - start) == 0) return {0, 0};
  return {-1, errno};
}

}  // namespace mapproof::lnx
