// What a C library does with descriptors, where one of them is of typed memory: the linker leads these calls here.
// SPDX-License-Identifier: Apache-2.0
#include "descriptors.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>

#include "system.hpp"

using mapproof::stub::answer;
using mapproof::stub::is_typed;

namespace {

std::atomic<int> shared_object{-1};

// The model closes and asks its descriptors with the same calls.
thread_local bool in_the_model = false;

struct Inside {
  Inside() { in_the_model = true; }
  ~Inside() { in_the_model = false; }
};

int operate(int fd, mapproof_file_operation operation, std::uint64_t amount) {
  const mapproof::stub::System& system = mapproof::stub::system();
  const mapproof_file_request request{fd, static_cast<std::uint32_t>(operation), amount};
  return answer(system.table->file_operation(system.session, &request));
}

}  // namespace

namespace mapproof::stub {

bool is_typed(int fd) {
  const System& machine = system();
  if (machine.session == nullptr || in_the_model || fd == NOFD) return false;
  const Inside inside;
  std::size_t length = 0;
  const mapproof_typed_info_request request{fd, 0, &length};
  return machine.table->posix_typed_mem_get_info(machine.session, &request).value == 0;
}

bool is_shared_object(int fd) { return fd != NOFD && fd == shared_object.load(); }

}  // namespace mapproof::stub

// NOLINTBEGIN(bugprone-reserved-identifier): the names are the linker's
extern "C" {

int __real_close(int fd);
int __real_shm_open(const char* name, int oflag, mode_t mode);
int __real_ftruncate(int fd, off_t length);
off_t __real_lseek(int fd, off_t offset, int whence);
ssize_t __real_read(int fd, void* buffer, std::size_t count);
ssize_t __real_write(int fd, const void* buffer, std::size_t count);

int __wrap_close(int fd) {
  if (!is_typed(fd)) return __real_close(fd);
  const mapproof::stub::System& system = mapproof::stub::system();
  const Inside inside;
  return answer(system.table->close_descriptor(system.session, fd));
}
int __wrap_shm_open(const char* name, int oflag, mode_t mode) {
  const int fd = __real_shm_open(name, oflag, mode);
  if (!in_the_model) shared_object.store(fd);
  return fd;
}
int __wrap_ftruncate(int fd, off_t length) {
  return is_typed(fd) ? operate(fd, MAPPROOF_FILE_TRUNCATE, static_cast<std::uint64_t>(length))
                      : __real_ftruncate(fd, length);
}
off_t __wrap_lseek(int fd, off_t offset, int whence) {
  return is_typed(fd) ? operate(fd, MAPPROOF_FILE_SEEK, static_cast<std::uint64_t>(offset))
                      : __real_lseek(fd, offset, whence);
}
ssize_t __wrap_read(int fd, void* buffer, std::size_t count) {
  return is_typed(fd) ? operate(fd, MAPPROOF_FILE_READ, count) : __real_read(fd, buffer, count);
}
ssize_t __wrap_write(int fd, const void* buffer, std::size_t count) {
  return is_typed(fd) ? operate(fd, MAPPROOF_FILE_WRITE, count) : __real_write(fd, buffer, count);
}

}  // extern "C"
// NOLINTEND(bugprone-reserved-identifier)
