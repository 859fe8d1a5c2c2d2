// Opens what mmap() may be given.
// SPDX-License-Identifier: Apache-2.0
#include "mapped_object.hpp"

#include <fcntl.h>
#include <mapproof/backend.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace mapproof::explore {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Object::count)> names = {
    "NOFD", "below_nofd", "closed", "file_rw", "file_ro", "file_wo", "pipe", "socket"};

// Above all numbers that the process uses, so that nothing is opened there later.
constexpr int lowest_closed = 900;

std::string template_for_file() {
  const char* const folder = std::getenv("TMPDIR");
  return std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/mapproof-explore-XXXXXX";
}

}  // namespace

std::string_view name_of(Object object) { return names[static_cast<std::size_t>(object)]; }

std::optional<Object> object_named(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Object>(i);
  }
  return std::nullopt;
}

Objects::~Objects() {
  for (const Object object :
       {Object::file_read_write, Object::file_read_only, Object::file_write_only, Object::pipe, Object::socket}) {
    if (at(object) != -1) ::close(at(object));
  }
  for (const int end : other_ends_) {
    if (end != -1) ::close(end);
  }
}

std::optional<int> Objects::descriptor_of(Object object) {
  if (object == Object::none) return MAPPROOF_NOFD;
  if (object == Object::below_none) return MAPPROOF_NOFD - 1;
  if (!tried_) usable_ = open_all();
  tried_ = true;
  return usable_ ? std::optional<int>(at(object)) : std::nullopt;
}

std::optional<std::uint64_t> Objects::file_word(std::uint64_t offset) const {
  std::uint64_t word = 0;
  const int fd = open_[static_cast<std::size_t>(Object::file_read_write)];
  if (::pread(fd, &word, sizeof word, static_cast<off_t>(offset)) != sizeof word) return std::nullopt;
  return word;
}

bool Objects::open_all() { return open_file() && open_others(); }

bool Objects::open_file() {
  std::string path = template_for_file();
  const int both = at(Object::file_read_write) = ::mkstemp(path.data());
  if (both == -1) return false;
  at(Object::file_read_only) = ::open(path.c_str(), O_RDONLY);
  at(Object::file_write_only) = ::open(path.c_str(), O_WRONLY);
  ::unlink(path.c_str());
  if (at(Object::file_read_only) == -1 || at(Object::file_write_only) == -1) return false;
  if (::ftruncate(both, static_cast<off_t>(file_pages * page_size_)) != 0) return false;
  for (std::uint64_t page = 0; page < file_pages; ++page) {
    for (const std::uint64_t offset : {page * page_size_, (page + 1) * page_size_ - sizeof(std::uint64_t)}) {
      const std::uint64_t word = stamp_of(offset);
      if (::pwrite(both, &word, sizeof word, static_cast<off_t>(offset)) != sizeof word) return false;
    }
  }
  return true;
}

bool Objects::open_others() {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return false;
  at(Object::pipe) = ends[0];
  other_ends_[0] = ends[1];
  if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0) return false;
  at(Object::socket) = ends[0];
  other_ends_[1] = ends[1];
  at(Object::closed) = ::fcntl(at(Object::file_read_only), F_DUPFD, lowest_closed);
  return at(Object::closed) != -1 && ::close(at(Object::closed)) == 0;
}

}  // namespace mapproof::explore
