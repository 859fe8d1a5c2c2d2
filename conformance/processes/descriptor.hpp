// A file descriptor that is closed when it goes out of scope, and the pairs that a parent needs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <utility>

namespace mapproof {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      close();
      number_ = std::exchange(other.number_, -1);
    }
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  int number() const { return number_; }
  void close() {
    if (number_ != -1) ::close(number_);
    number_ = -1;
  }

 private:
  int number_ = -1;
};

/// For an end that a child reads or writes simply.
void make_blocking(const Descriptor& end);

/// Both ends are closed on exec, never block, and lie above the numbers that a child uses. Throw CannotRun.
std::pair<Descriptor, Descriptor> make_pipe();  ///< read end, write end
std::pair<Descriptor, Descriptor> make_socket_pair();
std::pair<Descriptor, Descriptor> make_message_pair();  ///< sockets that keep the bounds of messages

}  // namespace mapproof
