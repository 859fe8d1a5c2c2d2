// A driver that the kernel hosts, seen by a program: its device nodes, and what the kernel's log says that it was
// asked.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "linux/io/descriptor.hpp"

namespace mapproof::lab {

inline constexpr std::size_t page = 4096;
inline constexpr const char* panel = "/dev/ddi/panel8.0";

/// One line of the kernel's log.
struct DriverCall {
  std::string entry;
  std::uint64_t channel = 0, offset = 0, protection = 0;

  friend bool operator==(const DriverCall& one, const DriverCall& other) {
    return one.entry == other.entry && one.channel == other.channel && one.offset == other.offset &&
           one.protection == other.protection;
  }
};

/// The log from now on. `lost` counts what the ring could not keep.
class DriverLog {
 public:
  DriverLog() : file_(::open("/dev/mapproof-ddi-log", O_RDONLY | O_CLOEXEC)) { next(); }

  std::vector<DriverCall> next() {
    std::vector<DriverCall> calls;
    std::string text;
    char part[1 << 14];
    for (ssize_t length = 0; (length = read(file_.number(), part, sizeof part)) > 0;)
      text.append(part, static_cast<std::size_t>(length));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) take(line, calls);
    return calls;
  }
  bool is_open() const { return static_cast<bool>(file_); }
  std::uint64_t lost() const { return lost_; }

 private:
  void take(const std::string& line, std::vector<DriverCall>& calls) {
    std::istringstream words(line);
    std::string first, skipped;
    DriverCall call;
    words >> first;
    if (first == "lost") {
      std::uint64_t more = 0;
      words >> more;
      lost_ += more;
      return;
    }
    words >> call.entry >> skipped >> skipped >> skipped >> skipped >> skipped >> call.channel >> skipped >> std::hex >>
        call.offset >> skipped >> call.protection;
    calls.push_back(call);
  }

  lnx::Descriptor file_;
  std::uint64_t lost_ = 0;
};

inline lnx::Descriptor open_node(const char* node = panel, int mode = O_RDWR) {
  return lnx::Descriptor(::open(node, mode | O_CLOEXEC));
}

/// NULL and errno if it is refused.
inline std::byte* map_node(const lnx::Descriptor& node, std::size_t pages, std::size_t offset = 0,
                           int protection = PROT_READ | PROT_WRITE, int flags = MAP_SHARED, void* place = nullptr) {
  void* const address = mmap(place, pages * page, protection, flags, node.number(), static_cast<off_t>(offset * page));
  return address == MAP_FAILED ? nullptr : static_cast<std::byte*>(address);
}

inline volatile std::uint32_t& word_at(std::byte* address) { return *reinterpret_cast<std::uint32_t*>(address); }

inline std::uint32_t loaded(std::byte* address) { return word_at(address); }

/// How a child that runs `body` ends: the signal, or 0.
template <class Body>
int signal_of_child(Body body) {
  const pid_t child = fork();
  if (child == 0) {
    body();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

/// The lines of the kernel's own log that tell of a fault in it.
inline std::string complaints_of_kernel() {
  std::string found;
  lnx::Descriptor log(::open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  char record[8192];
  for (ssize_t length = 0; (length = read(log.number(), record, sizeof record - 1)) > 0 || errno == EPIPE;) {
    if (length <= 0) continue;
    const std::string line(record, static_cast<std::size_t>(length));
    for (const char* word : {"WARNING:", "BUG", "Oops", "Call Trace", "general protection", "refcount_t", "Bad page",
                             "Bad rss", "possible recursive", "blocked for more than", "UBSAN", "corruption"})
      if (line.find(word) != std::string::npos) found += line;
  }
  return found;
}

}  // namespace mapproof::lab
