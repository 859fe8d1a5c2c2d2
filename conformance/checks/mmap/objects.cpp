// mmap() and its neighbours as C++ values, and how the descriptors are made.
// SPDX-License-Identifier: Apache-2.0
#include "objects.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>

#include "record/recorded_file.hpp"

namespace mapproof {
namespace {

constexpr int most_interruptions = 100;

Result<int> to_result(mapproof_status_outcome outcome) {
  if (outcome.value == -1) return Errno{outcome.error};
  return outcome.value;
}

[[noreturn]] void no_descriptor(const std::string& what) {
  throw Untested{what + " cannot be had here: " + errno_name(errno) + "."};
}

std::string temporary_folder() {
  const char* const folder = std::getenv("TMPDIR");
  return folder != nullptr && *folder != '\0' ? folder : "/tmp";
}

}  // namespace

Result<Mapping> map_object(const Session& session, const MmapRequest& request) {
  const mapproof_mmap_request raw{
      request.address, request.length, request.offset, request.protection, request.flags, 0, 0, request.fd, 0};
  const mapproof_address_outcome outcome = session.table().mmap(session.handle(), &raw);
  if (outcome.value == Session::map_failed()) return Errno{outcome.error};
  return Mapping(session.table(), session.handle(), outcome.value, request.length);
}

MmapRequest contiguous(const Session& session, std::uint32_t type, std::size_t length) {
  MmapRequest request = anonymous(length);
  request.flags = type | MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON;
  const auto probed = map_object(session, request);
  if (!probed && probed.error().number == ENOTSUP) {
    throw Unsupported{"the subject answers ENOTSUP: it has no contiguous memory of this type."};
  }
  return request;
}

Result<int> protect(const Session& session, void* address, std::size_t length, std::uint32_t protection) {
  const mapproof_protect_request request{address, length, protection, 0};
  return to_result(session.table().mprotect(session.handle(), &request));
}

Result<int> unmap_object(const Session& session, void* address, std::size_t length) {
  const mapproof_unmap_request request{address, length, 0, 0};
  return to_result(session.table().munmap(session.handle(), &request));
}

Result<int> lock_all(const Session& session, std::uint32_t flags, std::uint32_t raw_flags) {
  const mapproof_lock_all_request request{flags, raw_flags};
  return to_result(session.table().mlockall(session.handle(), &request));
}

Result<Offset> look_up(const Session& session, const void* address, std::size_t length) {
  auto found = session.offset64(address, length);
  for (int i = 0; i < most_interruptions && !found && found.error().number == EINTR; ++i) {
    found = session.offset64(address, length);
  }
  return found;
}

void Descriptor::close() {
  if (number_ == -1) return;
  record_closing(number_);
  ::close(number_);
  number_ = -1;
}

void Descriptor::hold(int number) {
  close();
  number_ = number;
}

TemporaryFile::TemporaryFile(std::uint64_t length) {
  std::string name = temporary_folder() + "/mapproof-check-XXXXXX";
  read_write_.hold(::mkstemp(name.data()));
  if (read_write() == -1) no_descriptor("a file in " + temporary_folder());
  read_only_.hold(::open(name.c_str(), O_RDONLY));
  write_only_.hold(::open(name.c_str(), O_WRONLY));
  ::unlink(name.c_str());
  if (read_only() == -1 || write_only() == -1) no_descriptor("a second descriptor of a file");
  if (::ftruncate(read_write(), static_cast<off_t>(length)) != 0) no_descriptor("a file of this length");
  record_file(length, read_write(), read_only(), write_only());
}

void TemporaryFile::store(std::uint64_t offset, std::uint32_t value) const {
  if (::pwrite(read_write(), &value, sizeof value, static_cast<off_t>(offset)) != sizeof value) {
    no_descriptor("a file that can be written");
  }
  record_file_store(read_write(), offset, value);
}

std::uint32_t TemporaryFile::load(std::uint64_t offset) const {
  std::uint32_t value = 0;
  if (::pread(read_write(), &value, sizeof value, static_cast<off_t>(offset)) != sizeof value) {
    no_descriptor("a file that can be read");
  }
  record_file_load(read_write(), offset, value);
  return value;
}

Pipe::Pipe() {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) no_descriptor("a pipe");
  reader_.hold(ends[0]);
  writer_.hold(ends[1]);
  record_pipe(reader(), ends[1]);
}

SocketPair::SocketPair() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0) no_descriptor("a local socket");
  first_.hold(ends[0]);
  second_.hold(ends[1]);
  record_sockets(first(), ends[1]);
}

int copy_of(int fd) {
  const int copy = ::dup(fd);
  if (copy == -1) no_descriptor("a second descriptor");
  record_copy(fd, -1, copy);
  return copy;
}

void give_number(const Descriptor& number, int fd) {
  if (::dup2(fd, number.number()) == -1) no_descriptor("a number that is used again");
  record_copy(fd, number.number(), number.number());
}

int closed_descriptor() {
  const Descriptor open(copy_of(STDERR_FILENO));
  return open.number();
}

}  // namespace mapproof
