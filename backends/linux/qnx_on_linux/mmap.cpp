// mmap() with QNX's flags: physical memory by its address, or a physical run of memory. Anything else is Linux's own
// call.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "default_context.hpp"
#include "linux/context/map_contiguous.hpp"
#include "linux/context/map_device.hpp"
#include "linux/context/native.hpp"
#include "reason.hpp"
#include "shm_ctl.hpp"

#undef mmap

#define MAPPROOF_QNX_CALL extern "C" __attribute__((visibility("default")))

namespace mapproof::lnx {
namespace {

// What only QNX has, and Linux must not take for bits of its own.
constexpr std::uint32_t not_linux = map_lazy | map_noinit | map_below16m | map_nox64k | MAP_BELOW;

// What a device may read or write must not be swapped, and no child may get a copy: the parent's next store would then
// move the parent to another frame.
bool hold(void* memory, std::size_t length) {
  // As a bare system call, as everywhere in this backend: the sanitizers' own mlock() does nothing.
  return madvise(memory, length, MADV_DONTFORK) == 0 && syscall(SYS_mlock, memory, length) == 0;
}

mapproof_address_outcome map_run(Context& context, DeviceRequest request) {
  const bool fixed_anywhere = (request.flags & map_fixed) == 0;
  if (request.length == 0) return {MAP_FAILED, EINVAL};
#if !defined(__x86_64__) && !defined(__i386__)
  // Only x86 keeps its caches and a device's accesses in step.
  if (((request.protection | request.flags) & prot_nocache) != 0) return {MAP_FAILED, ENOTSUP};
#endif
  const mapproof_address_outcome outcome = map_contiguous(context, request);
  if (outcome.value == MAP_FAILED || hold(outcome.value, request.length)) return outcome;
  const int error = errno;
  if (fixed_anywhere) munmap(outcome.value, request.length);
  return {MAP_FAILED, error == ENOMEM ? EAGAIN : error};
}

mapproof_address_outcome map_physical(const DeviceRequest& request, int file) {
  Context* const context = default_context();
  if (context == nullptr) return {MAP_FAILED, EPERM};
  if (file != NOFD) return {MAP_FAILED, EINVAL};
  if ((request.flags & map_anon) != 0 && !context->knows_frames) may_see_frames_now(*context);
  const mapproof_address_outcome outcome =
      (request.flags & map_anon) != 0 ? map_run(*context, request) : map_device(*context, request);
  note_map_reason(outcome.value == MAP_FAILED ? outcome.error : 0, request.physical, request.length);
  return outcome;
}

// An object that shm_ctl() made a physical range.
mapproof_address_outcome map_object(const PhysicalObject& object, DeviceRequest request) {
  Context* const context = default_context();
  if (context == nullptr) return {MAP_FAILED, EPERM};
  const bool is_inside = request.physical <= object.size && request.length <= object.size - request.physical;
  request.physical += object.physical;
  const mapproof_address_outcome outcome =
      is_inside ? map_device(*context, request) : mapproof_address_outcome{MAP_FAILED, ENXIO};
  note_map_reason(outcome.value == MAP_FAILED ? outcome.error : 0, request.physical, request.length);
  return outcome;
}

}  // namespace
}  // namespace mapproof::lnx

MAPPROOF_QNX_CALL void* mapproof_qnx_mmap(void* address, size_t length, int protection, int flags, int file,
                                          off64_t offset) {
  using namespace mapproof::lnx;
  const int before = errno;
  PhysicalObject object;
  const bool is_object = (flags & (MAP_PHYS | MAP_ANONYMOUS)) == 0 && find_physical_object(file, object);
  if ((flags & MAP_PHYS) == 0 && !is_object) {
    errno = before;
    return mmap(address, length, linux_protection(static_cast<std::uint32_t>(protection)),
                flags & ~static_cast<int>(not_linux), file, offset);
  }
  const DeviceRequest request{address, length, static_cast<std::uint64_t>(offset),
                              static_cast<std::uint32_t>(protection), static_cast<std::uint32_t>(flags)};
  const mapproof_address_outcome outcome = is_object ? map_object(object, request) : map_physical(request, file);
  errno = outcome.value == MAP_FAILED ? outcome.error : before;
  return outcome.value;
}
