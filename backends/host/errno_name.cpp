// The errno names of POSIX and of the documents under test.
// SPDX-License-Identifier: Apache-2.0
#include "errno_name.hpp"

#include <cerrno>

namespace mapproof {
namespace {

struct Name {
  int number;
  std::string_view name;
};

#define NAMED(constant) \
  Name { constant, #constant }
constexpr Name names[] = {
    NAMED(E2BIG),     NAMED(EACCES),    NAMED(EAGAIN),       NAMED(EBADF),       NAMED(EBUSY),      NAMED(ECANCELED),
    NAMED(ECHILD),    NAMED(EDEADLK),   NAMED(EDOM),         NAMED(EEXIST),      NAMED(EFAULT),     NAMED(EFBIG),
    NAMED(EINTR),     NAMED(EINVAL),    NAMED(EIO),          NAMED(EISDIR),      NAMED(ELOOP),      NAMED(EMFILE),
    NAMED(EMLINK),    NAMED(EMSGSIZE),  NAMED(ENAMETOOLONG), NAMED(ENFILE),      NAMED(ENODEV),     NAMED(ENOENT),
    NAMED(ENOEXEC),   NAMED(ENOLCK),    NAMED(ENOMEM),       NAMED(ENOSPC),      NAMED(ENOSYS),     NAMED(ENOTDIR),
    NAMED(ENOTEMPTY), NAMED(ENOTSUP),   NAMED(ENOTTY),       NAMED(ENXIO),       NAMED(EOPNOTSUPP), NAMED(EOVERFLOW),
    NAMED(EPERM),     NAMED(EPIPE),     NAMED(EPROTO),       NAMED(ERANGE),      NAMED(EROFS),      NAMED(ESPIPE),
    NAMED(ESRCH),     NAMED(ETIMEDOUT), NAMED(ETXTBSY),      NAMED(EWOULDBLOCK), NAMED(EXDEV),
};
#undef NAMED

}  // namespace

std::string errno_name(int number) {
  if (number == 0) return "0";
  for (const Name& entry : names) {
    if (entry.number == number) return std::string(entry.name);
  }
  return std::to_string(number);
}

}  // namespace mapproof
