// The calls for device io and for typed memory.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <hw/inout.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

#include "system.hpp"

using mapproof::stub::answer;

namespace {

const mapproof_backend& table() { return *mapproof::stub::system().table; }
mapproof_session* session() { return mapproof::stub::system().session; }

std::uint32_t in(std::uintptr_t port, std::uint32_t width) {
  const mapproof_port_request request{port, width, 0};
  return table().in(session(), &request);
}

void out(std::uintptr_t port, std::uint32_t width, std::uint32_t value) {
  const mapproof_port_request request{port, width, value};
  table().out(session(), &request);
}

}  // namespace

extern "C" {

std::uintptr_t mmap_device_io(std::size_t length, std::uint64_t io) {
  const mapproof_device_io_request request{io, length};
  return answer(table().mmap_device_io(session(), &request));
}
int munmap_device_io(std::uintptr_t io, std::size_t length) {
  return answer(table().munmap_device_io(session(), io, length));
}
std::uint8_t in8(std::uintptr_t port) { return static_cast<std::uint8_t>(in(port, 1)); }
std::uint16_t in16(std::uintptr_t port) { return static_cast<std::uint16_t>(in(port, 2)); }
std::uint32_t in32(std::uintptr_t port) { return in(port, 4); }
void out8(std::uintptr_t port, std::uint8_t value) { out(port, 1, value); }
void out16(std::uintptr_t port, std::uint16_t value) { out(port, 2, value); }
void out32(std::uintptr_t port, std::uint32_t value) { out(port, 4, value); }

int ThreadCtl(int command, void* data) {
  const mapproof_thread_control_request request{
      command == _NTO_TCTL_IO ? std::uint32_t{MAPPROOF_THREAD_IO} : std::uint32_t{MAPPROOF_THREAD_IO_LEVEL}, 0,
      static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(data)), 0};
  return answer(table().thread_control(session(), &request));
}

int posix_typed_mem_open(const char* name, int oflag, int tflag) {
  const int mode = oflag & O_ACCMODE;
  std::uint32_t access = 0;
  if (mode == O_RDONLY || mode == O_RDWR) access |= MAPPROOF_PROT_READ;
  if (mode == O_WRONLY || mode == O_RDWR) access |= MAPPROOF_PROT_WRITE;
  const mapproof_typed_open_request request{name, access, static_cast<std::uint32_t>(oflag & ~O_ACCMODE), 0,
                                            static_cast<std::uint32_t>(tflag)};
  return answer(table().posix_typed_mem_open(session(), &request));
}
int posix_typed_mem_get_info(int fd, struct posix_typed_mem_info* info) {
  const mapproof_typed_info_request request{fd, 0, &info->posix_tmi_length};
  return answer(table().posix_typed_mem_get_info(session(), &request));
}

}  // extern "C"
