// mmap_device_io(), what in8() and its neighbours do with ports, and ThreadCtl().
// SPDX-License-Identifier: Apache-2.0
#include <mapproof_qnx.h>
#include <sys/mman.h>

#include <cerrno>

#include "default_context.hpp"
#include "linux/context/device_io.hpp"

#if MAPPROOF_HAS_PORTS
#include <sys/io.h>
#endif

#define MAPPROOF_QNX_CALL extern "C" __attribute__((visibility("default")))

namespace {

using mapproof::lnx::Context;
using mapproof::lnx::default_context;

int refused(int error) {
  errno = error;
  return -1;
}

}  // namespace

namespace {

// Handles below this are ports. No mapping begins there: a process that may map the lowest pages maps elsewhere first.
#if MAPPROOF_HAS_PORTS
constexpr std::uint64_t first_memory_handle = mapproof::lnx::port_count;
#else
constexpr std::uint64_t first_memory_handle = 0;
#endif

// Where targets are named, only the ports among them are ports.
bool is_port(const Context& context, std::uint64_t io, std::size_t length) {
  if (context.only_named) return context.ports && context.ports->holds(io, length);
  return io < first_memory_handle;
}

uintptr_t map_registers(size_t length, uint64_t io) {
  void* const registers = mmap_device_memory(nullptr, length, PROT_READ | PROT_WRITE | PROT_NOCACHE, 0, io);
  return registers == MAP_FAILED ? MAP_DEVICE_FAILED : reinterpret_cast<uintptr_t>(registers);
}

// Whether in8() and its neighbours may touch this port. Before the first map there may be no context yet.
bool may_touch(uintptr_t port, unsigned width) {
  const int before = errno;
  const Context* const context = default_context();
  errno = before;
  return context != nullptr && is_port(*context, port, width);
}

}  // namespace

MAPPROOF_QNX_CALL uintptr_t mmap_device_io(size_t length, uint64_t io) {
  const int before = errno;
  const Context* const context = default_context();
  if (context == nullptr) return static_cast<uintptr_t>(refused(EPERM));
  if (length == 0) return static_cast<uintptr_t>(refused(EINVAL));
  if (!is_port(*context, io, length)) return map_registers(length, io);
  const int error = mapproof::lnx::map_ports_error(*context, io, length);
  if (error != 0) return static_cast<uintptr_t>(refused(error));
  errno = before;
  return static_cast<uintptr_t>(io);
}

MAPPROOF_QNX_CALL int munmap_device_io(uintptr_t handle, size_t length) {
  if (handle >= first_memory_handle) return munmap_device_memory(reinterpret_cast<void*>(handle), length);
  const int error = mapproof::lnx::unmap_ports_error(handle, length);
  return error == 0 ? 0 : refused(error);
}

#if MAPPROOF_HAS_PORTS

// What was not named answers as a bus on which nobody is.
MAPPROOF_QNX_CALL uint32_t mapproof_qnx_in(uintptr_t handle, unsigned width) {
  if (!may_touch(handle, width)) return UINT32_MAX >> (32 - 8 * width);
  const auto port = static_cast<unsigned short>(handle);
  if (width == 1) return inb(port);
  return width == 2 ? inw(port) : inl(port);
}

MAPPROOF_QNX_CALL void mapproof_qnx_out(uintptr_t handle, unsigned width, uint32_t value) {
  if (!may_touch(handle, width)) return;
  const auto port = static_cast<unsigned short>(handle);
  if (width == 1) outb(static_cast<unsigned char>(value), port);
  if (width == 2) outw(static_cast<unsigned short>(value), port);
  if (width == 4) outl(value, port);
}

#endif

MAPPROOF_QNX_CALL int ThreadCtl(int command, void* data) {
  if (command != _NTO_TCTL_IO && command != _NTO_TCTL_IO_PRIV && command != _NTO_TCTL_IO_LEVEL) return refused(ENOTSUP);
  const bool is_level = command == _NTO_TCTL_IO_LEVEL;
  if (is_level && reinterpret_cast<uintptr_t>(data) != _NTO_IO_LEVEL_1) return refused(EINVAL);
  const int before = errno;
  const Context* const context = default_context();
  if (context == nullptr || !mapproof::lnx::grant_ports(*context)) return refused(EPERM);
  // QNX locks the memory of a process with I/O privilege as a whole, what it maps later too.
  if (mlockall(MCL_CURRENT | MCL_FUTURE) != 0 && !mapproof::lnx::plays_devices(*context)) return -1;
  errno = before;
  return 0;
}
