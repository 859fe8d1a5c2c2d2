// Makes pipes and socket pairs that close themselves.
// SPDX-License-Identifier: Apache-2.0
#include "descriptor.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <cerrno>

#include "host/cannot_run.hpp"
#include "host/errno_name.hpp"

namespace mapproof {
namespace {

// A child's own descriptors are 0 to 3; posix_spawn's dup2 must never meet its own source there.
constexpr int first_free = 10;

Descriptor settled(int number) {
  const Descriptor original(number);
  Descriptor moved(fcntl(number, F_DUPFD_CLOEXEC, first_free));
  const int flags = fcntl(moved.number(), F_GETFL);
  if (moved.number() == -1 || fcntl(moved.number(), F_SETFL, flags | O_NONBLOCK) == -1) {
    throw CannotRun("no descriptor for a check's process (" + errno_name(errno) + "): raise the limit of open files.");
  }
  return moved;
}

std::pair<Descriptor, Descriptor> settled(bool made, const int (&numbers)[2]) {
  if (!made)
    throw CannotRun("no pipe for a check's process (" + errno_name(errno) + "): raise the limit of open files.");
  Descriptor first = settled(numbers[0]);
  Descriptor second = settled(numbers[1]);
  return {std::move(first), std::move(second)};
}

std::pair<Descriptor, Descriptor> socket_pair(int type) {
  int numbers[2];
  const bool made = socketpair(AF_UNIX, type, 0, numbers) == 0;
  return settled(made, numbers);
}

}  // namespace

void make_blocking(const Descriptor& end) { fcntl(end.number(), F_SETFL, fcntl(end.number(), F_GETFL) & ~O_NONBLOCK); }

std::pair<Descriptor, Descriptor> make_pipe() {
  int numbers[2];
  const bool made = pipe(numbers) == 0;
  return settled(made, numbers);
}

std::pair<Descriptor, Descriptor> make_socket_pair() { return socket_pair(SOCK_STREAM); }

std::pair<Descriptor, Descriptor> make_message_pair() { return socket_pair(SOCK_SEQPACKET); }

}  // namespace mapproof
