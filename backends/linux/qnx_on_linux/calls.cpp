// The library's functions: QNX's signatures on the process's one context.
// SPDX-License-Identifier: Apache-2.0
#include <mapproof_qnx.h>
#include <sys/mman.h>

#include <cerrno>
#include <limits>

#include "default_context.hpp"
#include "linux/context/look_up.hpp"
#include "linux/context/map_device.hpp"
#include "linux/context/unmap_pages.hpp"
#include "reason.hpp"

#define MAPPROOF_QNX_CALL extern "C" __attribute__((visibility("default")))

namespace {

using mapproof::lnx::Context;
using mapproof::lnx::default_context;

// A success leaves errno as the caller has it.
class KeptErrno {
 public:
  KeptErrno() = default;
  ~KeptErrno() { errno = value_; }
  KeptErrno(const KeptErrno&) = delete;
  KeptErrno& operator=(const KeptErrno&) = delete;
  void fail(int error) { value_ = error; }

 private:
  int value_ = errno;
};

template <typename Offset>
int offset_of(const void* address, int fd, size_t length, Offset* offset, size_t* contig_length) {
  KeptErrno kept;
  Context* const context = default_context();
  if (context == nullptr) {
    kept.fail(EPERM);
    return -1;
  }
  std::int64_t physical = 0;
  const mapproof_offset_request request{
      address, length, offset == nullptr ? nullptr : &physical, contig_length, nullptr, fd, 0};
  const auto largest = static_cast<std::uint64_t>(std::numeric_limits<Offset>::max());
  mapproof_status_outcome outcome = mapproof::lnx::look_up(*context, request, largest);
  if (outcome.value != 0 && outcome.error == EPERM && mapproof::lnx::may_see_frames_now(*context)) {
    outcome = mapproof::lnx::look_up(*context, request, largest);
  }
  if (outcome.value != 0) {
    mapproof::lnx::note_lookup_reason(outcome.error, address);
    kept.fail(outcome.error);
    return -1;
  }
  if (offset != nullptr) *offset = static_cast<Offset>(physical);
  return 0;
}

}  // namespace

MAPPROOF_QNX_CALL void* mmap_device_memory(void* address, size_t length, int protection, int flags, uint64_t physical) {
  KeptErrno kept;
  Context* const context = default_context();
  const mapproof::lnx::DeviceRequest request{address, length, physical, static_cast<std::uint32_t>(protection),
                                             static_cast<std::uint32_t>(flags)};
  const mapproof_address_outcome outcome =
      context == nullptr ? mapproof_address_outcome{MAP_FAILED, EPERM} : mapproof::lnx::map_device(*context, request);
  if (outcome.value != MAP_FAILED) return outcome.value;
  if (context != nullptr) mapproof::lnx::note_map_reason(outcome.error, physical, length);
  kept.fail(outcome.error);
  return outcome.value;
}

MAPPROOF_QNX_CALL int munmap_device_memory(void* address, size_t length) {
  KeptErrno kept;
  Context* const context = default_context();
  if (context == nullptr) {
    // Whatever is mapped there was not mapped here.
    if (munmap(address, length) == 0) return 0;
    kept.fail(errno);
    return -1;
  }
  const mapproof_status_outcome outcome = mapproof::lnx::unmap_pages(*context, address, length);
  if (outcome.value != 0) kept.fail(outcome.error);
  return outcome.value;
}

MAPPROOF_QNX_CALL int mem_offset(const void* address, int fd, size_t length, off_t* offset, size_t* contig_length) {
  return offset_of(address, fd, length, offset, contig_length);
}

MAPPROOF_QNX_CALL int mem_offset64(const void* address, int fd, size_t length, off64_t* offset, size_t* contig_length) {
  return offset_of(address, fd, length, offset, contig_length);
}

MAPPROOF_QNX_CALL paddr_t mphys(void* address) {
  off64_t physical = 0;
  return mem_offset64(address, NOFD, 1, &physical, nullptr) == 0 ? static_cast<paddr_t>(physical) : UINT64_MAX;
}

MAPPROOF_QNX_CALL const char* mapproof_qnx_reason() { return mapproof::lnx::reason(); }
