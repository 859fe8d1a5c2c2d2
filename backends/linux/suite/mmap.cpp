// mmap(): QNX's flags on Linux's call, for devices, anonymous memory and files.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include <cerrno>

#include "calls.hpp"
#include "linux/context/map_contiguous.hpp"
#include "linux/context/native.hpp"
#include "linux/context/resync.hpp"
#include "session.hpp"

namespace mapproof::lnx {
namespace {

mapproof_address_outcome refused(int error) { return {MAP_FAILED, error}; }

// MAP_PHYS without MAP_ANON is mmap_device_memory() by another name, with the type spelled out.
mapproof_address_outcome map_physical(mapproof_session* session, const mapproof_mmap_request& request) {
  if (request.fd != MAPPROOF_NOFD) return refused(EINVAL);
  const mapproof_map_request device{request.address, request.length,         request.offset,   request.protection,
                                    request.flags,   request.raw_protection, request.raw_flags};
  return mmap_device_memory(session, &device);
}

int linux_flags(std::uint32_t native, bool anonymous) {
  return static_cast<int>(translate(native, MAP_SHARED, MAP_SHARED) | translate(native, MAP_PRIVATE, MAP_PRIVATE) |
                          translate(native, map_fixed, MAP_FIXED)) |
         (anonymous ? MAP_ANONYMOUS : 0);
}

/// What is known of a fixed place. It must be forgotten before Linux is asked, because then somebody else may be given
/// a part of it; a refusal may have taken away what was there, or not.
class FixedPlace {
 public:
  FixedPlace(mapproof_session& session, const mapproof_mmap_request& request, std::uint32_t flags) : session_(session) {
    const auto first = reinterpret_cast<std::uintptr_t>(request.address);
    const std::uintptr_t last = first + (request.length - 1);
    // Linux refuses what lies outside.
    exists_ = (flags & map_fixed) != 0 && last >= first && last <= session.machine.highest_address;
    if (!exists_) return;
    pages_ = {session.page_of(first), session.page_of(last) + 1};
    was_lazy_ = session.known.find(session.start_of_page(first)).kind == KnownPages::Kind::lazy;
  }
  /// False: no memory is left.
  bool forget() { return !exists_ || session_.known.clear(pages_); }
  void resync() {
    if (exists_) lnx::resync(session_, pages_, was_lazy_);
  }

 private:
  mapproof_session& session_;
  PageRange pages_{};
  bool exists_ = false;
  bool was_lazy_ = false;
};

mapproof_address_outcome map_object(mapproof_session& session, const mapproof_mmap_request& request,
                                    std::uint32_t protection, std::uint32_t flags) {
  const bool anonymous = request.fd == MAPPROOF_NOFD;
  void* const start = mmap(request.address, request.length, linux_protection(protection), linux_flags(flags, anonymous),
                           request.fd, anonymous ? 0 : static_cast<off_t>(request.offset));
  if (start == MAP_FAILED) return refused(errno);
  if (!anonymous) session.objects.record(reinterpret_cast<std::uintptr_t>(start), request.length, request.fd);
  return {start, 0};
}

// Linux hands shared memory out page by page: there are no runs to be found.
mapproof_address_outcome map_run(mapproof_session& session, const mapproof_mmap_request& request,
                                 std::uint32_t protection, std::uint32_t flags) {
  if (!session.knows_frames || (flags & map_type) == MAP_SHARED) return refused(ENOTSUP);
  return map_contiguous(session, {request.address, static_cast<std::size_t>(request.length), 0, protection, flags});
}

}  // namespace

mapproof_address_outcome map_any(mapproof_session* session, const mapproof_mmap_request* request) {
  const std::uint32_t protection = native_protection(request->protection, request->raw_protection);
  const std::uint32_t flags = native_flags(request->flags, request->raw_flags);
  const std::uint32_t type = flags & map_type;
  if (request->length == 0 || (type != MAP_SHARED && type != MAP_PRIVATE)) return refused(EINVAL);
  if ((protection & ~prot_valid) != 0 || (flags & ~map_valid) != 0) return refused(EINVAL);
  if ((flags & map_phys) != 0 && (flags & map_anon) == 0) return map_physical(session, *request);
  const bool anonymous = request->fd == MAPPROOF_NOFD;
  if ((flags & map_anon) != 0 && !anonymous) return refused(EINVAL);
  const bool contiguous = (flags & map_phys) != 0;
  if (contiguous && (flags & map_lazy) != 0) return refused(EINVAL);
  // Linux has no call for uncached memory.
  if (((protection | flags) & prot_nocache) != 0) return refused(ENOTSUP);
  FixedPlace place(*session, *request, flags);
  if (!place.forget()) return refused(ENOMEM);
  const mapproof_address_outcome outcome =
      contiguous ? map_run(*session, *request, protection, flags) : map_object(*session, *request, protection, flags);
  if (outcome.value == MAP_FAILED) place.resync();
  return outcome;
}

}  // namespace mapproof::lnx
