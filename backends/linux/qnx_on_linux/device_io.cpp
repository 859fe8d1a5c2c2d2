// mmap_device_io() and ThreadCtl(): ports on x86, uncached memory elsewhere.
// SPDX-License-Identifier: Apache-2.0
#include <mapproof_qnx.h>
#include <sys/mman.h>

#include <cerrno>

#include "default_context.hpp"

#if defined(__x86_64__) || defined(__i386__)
#include <sys/io.h>
#endif

#define MAPPROOF_QNX_CALL extern "C" __attribute__((visibility("default")))

namespace {

int refused(int error) {
  errno = error;
  return -1;
}

// Files that play devices have no ports and no registers: a user without any right can try a program on them.
bool only_files() {
  const mapproof::lnx::Context* const context = mapproof::lnx::default_context();
  if (context == nullptr || context->windows.empty()) return false;
  for (const mapproof::lnx::Window& window : context->windows) {
    if (!window.device().is_file) return false;
  }
  return true;
}

}  // namespace

#if defined(__x86_64__) || defined(__i386__)

namespace {

constexpr std::uint64_t port_count = 0x10000;

bool grant_ports() { return iopl(3) == 0; }

}  // namespace

MAPPROOF_QNX_CALL uintptr_t mmap_device_io(size_t length, uint64_t io) {
  if (length == 0) return static_cast<uintptr_t>(refused(EINVAL));
  if (io >= port_count || length > port_count - io) return static_cast<uintptr_t>(refused(ENXIO));
  return static_cast<uintptr_t>(io);
}

MAPPROOF_QNX_CALL int munmap_device_io(uintptr_t handle, size_t length) {
  (void)handle;
  (void)length;
  return 0;
}

#else

namespace {

bool grant_ports() { return true; }

}  // namespace

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
  if (!only_files() && !grant_ports()) return refused(EPERM);
  // QNX locks the memory of a process with I/O privilege as a whole, what it maps later too.
  if (mlockall(MCL_CURRENT | MCL_FUTURE) != 0 && !only_files()) return -1;
  errno = before;
  return 0;
}
