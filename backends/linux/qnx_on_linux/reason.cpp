// Puts a refusal into words, in a buffer of the thread's own, and prints it if the user asked for that.
// SPDX-License-Identifier: Apache-2.0
#include "reason.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace mapproof::lnx {
namespace {

// A line without allocation and without the C library's streams, neither of which a signal handler may use.
class Sentence {
 public:
  void clear() { length_ = 0, text_[0] = 0; }
  Sentence& operator<<(const char* part) {
    while (*part != 0 && length_ + 1 < text_.size()) text_[length_++] = *part++;
    text_[length_] = 0;
    return *this;
  }
  Sentence& operator<<(std::uint64_t number) {
    std::array<char, 19> digits{'0', 'x'};
    std::size_t count = 2;
    int shift = 60;
    while (shift > 0 && number >> shift == 0) shift -= 4;
    for (; shift >= 0; shift -= 4) digits[count++] = "0123456789abcdef"[number >> shift & 15];
    digits[count] = 0;
    return *this << digits.data();
  }
  const char* text() const { return text_.data(); }
  std::size_t length() const { return length_; }

 private:
  std::array<char, 512> text_{};
  std::size_t length_ = 0;
};

thread_local Sentence last;

bool is_verbose() {
  static const bool asked = [] {
    const char* const value = secure_getenv("MAPPROOF_QNX_VERBOSE");
    return value != nullptr && std::strcmp(value, "1") == 0;
  }();
  return asked;
}

void tell() {
  if (!is_verbose()) return;
  const int before = errno;
  Sentence line;
  line << "libmapproof_qnx: " << last.text() << "\n";
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.text(), line.length());
  errno = before;
}

const char* map_reason(int error) {
  switch (error) {
    case EINVAL:
      return "cannot be mapped: the length is 0, or the protection or the flags hold a bit that means nothing here.";
    case EPERM:
      return "may not be mapped: a driver holds it, the kernel protects it (STRICT_DEVMEM, lockdown), or this process "
             "has "
             "no right to it (CAP_SYS_RAWIO, the mode of the file).";
    case ENXIO:
      return "is in no device memory that this process may use: see MAPPROOF_QNX_TARGET, whether the device is still "
             "there, and, with MAP_FIXED, whether the address has the same place in its page.";
    case ENOMEM:
      return "cannot be mapped: there is no room in the address space or in the kernel's table of mappings.";
    case EAGAIN:
      return "cannot be mapped: memory that is locked as it is mapped would exceed its limit, or the kernel ran short.";
    default:
      return "cannot be mapped here: Linux has no memory of this kind.";
  }
}

const char* lookup_reason(int error) {
  switch (error) {
    case EACCES:
      return "has no memory behind it: nothing is mapped there, or it was locked on fault and not touched.";
    case EAGAIN:
      return "is not locked: call mlock() first.";
    case EBADF:
      return "is asked for with a descriptor: only NOFD is served.";
    case EOVERFLOW:
      return "lies where off_t does not reach: use mem_offset64().";
    default:
      return "cannot be told: Linux hides frame numbers from a process without CAP_SYS_ADMIN, or gives this page no "
             "frame of its own.";
  }
}

}  // namespace

void note_reason(const char* sentence) {
  last.clear();
  last << sentence;
  tell();
}

void note_map_reason(int errno_number, std::uint64_t physical, std::size_t length) {
  if (errno_number == 0) return;
  last.clear();
  last << "physical " << physical << "+" << std::uint64_t{length} << " " << map_reason(errno_number);
  tell();
}

void note_lookup_reason(int errno_number, const void* address) {
  last.clear();
  last << "address " << std::uint64_t{reinterpret_cast<std::uintptr_t>(address)} << " " << lookup_reason(errno_number);
  tell();
}

const char* reason() { return last.text(); }

}  // namespace mapproof::lnx
