// How the backing file is made, and how it tells touched pages from untouched ones.
// SPDX-License-Identifier: Apache-2.0
#include "backing_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace mapproof::model {
namespace {

#if defined(MFD_CLOEXEC)
int make_unlinked_file() { return ::memfd_create("mapproof-model", MFD_CLOEXEC); }
#else
int make_unlinked_file() {
  for (unsigned attempt = 0;; ++attempt) {
    const std::string name = "/mapproof-model-" + std::to_string(::getpid()) + "-" + std::to_string(attempt);
    const int fd = ::shm_open(name.c_str(), O_RDWR | O_CREAT | O_EXCL, 0600);
    if (fd != -1) ::shm_unlink(name.c_str());
    if (fd != -1 || errno != EEXIST) return fd;
  }
}
#endif

// SEEK_DATA rather than mincore(): it asks about the file, so it needs no mapping, works for pages that are mapped
// PROT_NONE, and a page that was swapped out still counts as touched.
bool has_data(int fd, std::uint64_t offset, std::uint64_t length) {
#if defined(SEEK_DATA)
  const off_t found = ::lseek(fd, static_cast<off_t>(offset), SEEK_DATA);
  return found != -1 && static_cast<std::uint64_t>(found) - offset < length;
#else
  (void)fd;
  (void)offset;
  (void)length;
  return true;
#endif
}

}  // namespace

BackingFile::BackingFile(std::uint64_t length) : fd_(make_unlinked_file()), tells_touched_(false) {
  if (fd_ == -1) throw std::system_error(errno, std::generic_category());
  if (::ftruncate(fd_, static_cast<off_t>(length)) != 0) {
    const int error = errno;
    ::close(fd_);
    throw std::system_error(error, std::generic_category());
  }
  tells_touched_ = !has_data(fd_, 0, length);
}

BackingFile::~BackingFile() { ::close(fd_); }

bool BackingFile::touched(std::uint64_t offset, std::uint64_t length) const {
  return tells_touched_ && has_data(fd_, offset, length);
}

bool BackingFile::discard(std::uint64_t offset, std::uint64_t length) const {
#if defined(FALLOC_FL_PUNCH_HOLE)
  return ::fallocate(fd_, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, static_cast<off_t>(offset),
                     static_cast<off_t>(length)) == 0;
#else
  (void)offset;
  (void)length;
  return false;
#endif
}

FileView::FileView(const BackingFile& file, std::uint64_t offset, std::size_t length)
    : data_(::mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_SHARED, file.fd(), static_cast<off_t>(offset))),
      length_(length) {
  if (data_ == MAP_FAILED) data_ = nullptr;
}

FileView::~FileView() {
  if (data_ != nullptr) ::munmap(data_, length_);
}

}  // namespace mapproof::model
