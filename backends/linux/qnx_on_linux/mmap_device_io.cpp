// mmap_device_io() and ThreadCtl(): ports on x86, uncached memory elsewhere.
// SPDX-License-Identifier: Apache-2.0
#include <mapproof_qnx.h>
#include <sys/mman.h>

#include <cerrno>

#include "default_context.hpp"
#include "linux/context/device_io.hpp"

#define MAPPROOF_QNX_CALL extern "C" __attribute__((visibility("default")))

namespace {

using mapproof::lnx::Context;
using mapproof::lnx::default_context;

int refused(int error) {
  errno = error;
  return -1;
}

}  // namespace

#if MAPPROOF_HAS_PORTS

MAPPROOF_QNX_CALL uintptr_t mmap_device_io(size_t length, uint64_t io) {
  const int before = errno;
  const Context* const context = default_context();
  const int error = context == nullptr ? EPERM : mapproof::lnx::map_ports_error(*context, io, length);
  if (error != 0) return static_cast<uintptr_t>(refused(error));
  errno = before;
  return static_cast<uintptr_t>(io);
}

MAPPROOF_QNX_CALL int munmap_device_io(uintptr_t handle, size_t length) {
  const int error = mapproof::lnx::unmap_ports_error(handle, length);
  return error == 0 ? 0 : refused(error);
}

#else

MAPPROOF_QNX_CALL uintptr_t mmap_device_io(size_t length, uint64_t io) {
  void* const registers = mmap_device_memory(nullptr, length, PROT_READ | PROT_WRITE | PROT_NOCACHE, 0, io);
  return registers == MAP_FAILED ? MAP_DEVICE_FAILED : reinterpret_cast<uintptr_t>(registers);
}

MAPPROOF_QNX_CALL int munmap_device_io(uintptr_t handle, size_t length) {
  return munmap_device_memory(reinterpret_cast<void*>(handle), length);
}

#endif

MAPPROOF_QNX_CALL int ThreadCtl(int command, void* data) {
  (void)data;
  if (command != _NTO_TCTL_IO) return refused(ENOTSUP);
  const int before = errno;
  const Context* const context = default_context();
  if (context == nullptr || !mapproof::lnx::grant_ports(*context)) return refused(EPERM);
  // QNX locks the memory of a process with I/O privilege as a whole, what it maps later too.
  if (mlockall(MCL_CURRENT | MCL_FUTURE) != 0 && !mapproof::lnx::plays_devices(*context)) return -1;
  errno = before;
  return 0;
}
