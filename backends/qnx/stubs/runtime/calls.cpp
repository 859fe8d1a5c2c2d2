// The calls for memory: native bits are the model's own, and go through as they are.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>
#include <unistd.h>

#include "descriptors.hpp"
#include "system.hpp"

using mapproof::stub::answer;

namespace {

const mapproof_backend& table() { return *mapproof::stub::system().table; }
mapproof_session* session() { return mapproof::stub::system().session; }
std::uint32_t bits(int value) { return static_cast<std::uint32_t>(value); }

// In the plugin that tests the witness, every lookup names the frame behind the right one.
#ifdef MAPPROOF_STUB_LIES
constexpr std::int64_t lie = 4096;
#else
constexpr std::int64_t lie = 0;
#endif

template <class Call, class Offset>
int look_up(Call call, const void* address, std::size_t length, Offset* offset, std::size_t* run, int* fildes, int fd) {
  std::int64_t found = offset != nullptr ? static_cast<std::int64_t>(*offset) : 0;
  const mapproof_offset_request request{address, length, offset != nullptr ? &found : nullptr, run, fildes, fd, 0};
  const int value = answer(call(session(), &request));
  if (offset != nullptr) *offset = static_cast<Offset>(found + lie);
  return value;
}

// An object of shm_open() has no frames in the model: a private mapping of one is memory with its content.
void* map_copy(std::size_t length, int fd) {
  const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const mapproof_memory_request memory{MAPPROOF_MEMORY_ANONYMOUS, -1, (length + page - 1) / page * page};
  void* address = nullptr;
  const mapproof_arrange_outcome made = table().memory_acquire(session(), &memory, &address);
  const bool read = made.error == 0 && pread(fd, address, length, 0) == static_cast<ssize_t>(length);
  return answer(mapproof_address_outcome{read ? address : reinterpret_cast<void*>(-1), read ? 0 : ENOMEM});
}

}  // namespace

extern "C" {

void* mmap64(void* address, std::size_t length, int protection, int flags, int fd, off64_t offset) {
  if ((flags & MAP_TYPE) == MAP_PRIVATE && mapproof::stub::is_shared_object(fd)) return map_copy(length, fd);
  const mapproof_mmap_request request{
      address, length, static_cast<std::uint64_t>(offset), 0, 0, bits(protection), bits(flags), fd, 0};
  return answer(table().mmap(session(), &request));
}
void* mmap(void* address, std::size_t length, int protection, int flags, int fd, off_t offset) {
  return mmap64(address, length, protection, flags, fd, offset);
}
int munmap(void* address, std::size_t length) {
  const mapproof_unmap_request request{address, length, 0, 0};
  return answer(table().munmap(session(), &request));
}
int munmap_flags(void* address, std::size_t length, unsigned flags) {
  const mapproof_unmap_request request{address, length, flags, 0};
  return answer(table().munmap_flags(session(), &request));
}
int mprotect(void* address, std::size_t length, int protection) {
  const mapproof_protect_request request{address, length, 0, bits(protection)};
  return answer(table().mprotect(session(), &request));
}
void* mmap_device_memory(void* address, std::size_t length, int protection, int flags, std::uint64_t physical) {
  const mapproof_map_request request{address, length, physical, 0, 0, bits(protection), bits(flags)};
  return answer(table().mmap_device_memory(session(), &request));
}
int munmap_device_memory(void* address, std::size_t length) {
  const mapproof_unmap_request request{address, length, 0, 0};
  return answer(table().munmap_device_memory(session(), &request));
}
int mem_offset(const void* address, int fd, std::size_t length, off_t* offset, std::size_t* run) {
  return look_up(table().mem_offset, address, length, offset, run, nullptr, fd);
}
int mem_offset64(const void* address, int fd, std::size_t length, off64_t* offset, std::size_t* run) {
  return look_up(table().mem_offset64, address, length, offset, run, nullptr, fd);
}
int posix_mem_offset(const void* address, std::size_t length, off_t* offset, std::size_t* run, int* fildes) {
  return look_up(table().posix_mem_offset, address, length, offset, run, fildes, 0);
}
int posix_mem_offset64(const void* address, std::size_t length, off64_t* offset, std::size_t* run, int* fildes) {
  return look_up(table().posix_mem_offset64, address, length, offset, run, fildes, 0);
}
int mlock(const void* address, std::size_t length) {
  const mapproof_lock_request request{address, length};
  return answer(table().mlock(session(), &request));
}
int munlock(const void* address, std::size_t length) {
  const mapproof_lock_request request{address, length};
  return answer(table().munlock(session(), &request));
}
int mlockall(int flags) {
  const mapproof_lock_all_request request{0, bits(flags)};
  return answer(table().mlockall(session(), &request));
}
int munlockall(void) { return answer(table().munlockall(session())); }

}  // extern "C"
