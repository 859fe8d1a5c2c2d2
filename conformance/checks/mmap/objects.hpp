// What the checks of mmap() and its neighbours share: mmap() as a C++ value, and descriptors, which POSIX gives on
// every system that can be tested here.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/check.hpp"

namespace mapproof {

/// The arguments of mmap(); see mapproof_mmap_request.
struct MmapRequest {
  void* address = nullptr;
  std::size_t length = 0;
  std::uint64_t offset = 0;
  std::uint32_t protection = read_only;
  std::uint32_t flags = MAPPROOF_MAP_SHARED;
  int fd = MAPPROOF_NOFD;
};

/// mmap(); MAP_FAILED becomes the errno. The mapping is unmapped when its value goes out of scope.
Result<Mapping> map_object(const Session& session, const MmapRequest& request);

/// `length` bytes of contiguous memory: MAP_PHYS with MAP_ANON and this type. A check is unsupported if the subject
/// says that it has no such memory (ENOTSUP).
MmapRequest contiguous(const Session& session, std::uint32_t type, std::size_t length);

/// mprotect(); -1 becomes the errno.
Result<int> protect(const Session& session, void* address, std::size_t length, std::uint32_t protection);

/// munmap(); -1 becomes the errno.
Result<int> unmap_object(const Session& session, void* address, std::size_t length);

/// mlockall(); -1 becomes the errno.
Result<int> lock_all(const Session& session, std::uint32_t flags, std::uint32_t raw_flags = 0);

/// mem_offset64(); an interrupted call is repeated (MOF_32).
Result<Offset> look_up(const Session& session, const void* address, std::size_t length);

/// An open descriptor.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  int number() const { return number_; }
  void close();
  /// Closes what was held before.
  void hold(int number);

 private:
  int number_;
};

/// A file without a name, open three times. A check that cannot have one is untested.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::uint64_t length);

  int read_write() const { return read_write_.number(); }
  int read_only() const { return read_only_.number(); }
  int write_only() const { return write_only_.number(); }

  void store(std::uint64_t offset, std::uint32_t value) const;
  std::uint32_t load(std::uint64_t offset) const;

 private:
  Descriptor read_write_, read_only_, write_only_;
};

/// A pipe: an object with descriptors that can be read and written, but not mapped.
class Pipe {
 public:
  Pipe();
  int reader() const { return reader_.number(); }

 private:
  Descriptor reader_, writer_;
};

/// Two local sockets that are connected to each other.
class SocketPair {
 public:
  SocketPair();
  int first() const { return first_.number(); }

 private:
  Descriptor first_, second_;
};

/// A second descriptor of the same open file.
int copy_of(int fd);

/// The number of a descriptor becomes another one's of the file of `fd`.
void give_number(const Descriptor& number, int fd);

/// A descriptor's number that was open a moment ago and is not now.
int closed_descriptor();

/// A request for private memory without a descriptor.
inline MmapRequest anonymous(std::size_t length, std::uint32_t protection = read_write) {
  MmapRequest request;
  request.length = length;
  request.protection = protection;
  request.flags = MAPPROOF_MAP_PRIVATE | MAPPROOF_MAP_ANON;
  return request;
}

inline std::byte* at(const void* address, std::size_t distance) {
  return static_cast<std::byte*>(const_cast<void*>(address)) + distance;
}

}  // namespace mapproof
