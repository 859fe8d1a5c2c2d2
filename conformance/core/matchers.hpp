// What a check can say about an answer of the subject, with messages that name errnos.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gmock/gmock.h>
#include <mapproof/backend.h>

#include <cstdint>
#include <functional>
#include <ostream>
#include <string>

#include "host/errno_name.hpp"
#include "host/result.hpp"

namespace mapproof {

std::string name_of(Errno error);

/// Whether a call was granted or refused, and with which errno. Every Result converts to it.
class Answer {
 public:
  template <class T>
  Answer(const Result<T>& result) : granted_(result.has_value()), error_(result ? Errno{} : result.error()) {}

  bool granted() const { return granted_; }
  explicit operator bool() const { return granted_; }
  Errno error() const { return error_; }

 private:
  bool granted_;
  Errno error_;
};

template <class T>
void PrintTo(const Result<T>& result, std::ostream* out) {
  *out << (result ? std::string("success") : "refusal with " + name_of(result.error()));
}
void PrintTo(const Answer& answer, std::ostream* out);

/// A raw outcome in words: "MAP_FAILED with EINVAL", "-1 with no errno".
std::string describe(const mapproof_address_outcome& outcome);
std::string describe(const mapproof_status_outcome& outcome);

/// The raw outcome of an address call is MAP_FAILED (all bits one, not NULL) and left an errno.
MATCHER(is_map_failed_with_errno, "is MAP_FAILED with an errno") {
  *result_listener << "it is " << describe(arg);
  return reinterpret_cast<std::uintptr_t>(arg.value) == ~std::uintptr_t{0} && arg.error != 0;
}

/// The raw outcome of a status call is exactly -1 and left an errno.
MATCHER(is_minus_one_with_errno, "is -1 with an errno") {
  *result_listener << "it is " << describe(arg);
  return arg.value == -1 && arg.error != 0;
}

MATCHER(succeeds, "succeeds") {
  (void)result_listener;
  return static_cast<bool>(arg);
}

/// How a piece of code ended when run in a process of its own: 0, or the signal that killed it.
int signal_of(const std::function<void()>& access);

/// Code that may end the process which runs it, under a name that a failure can show.
struct Access {
  std::function<void()> run;
  friend void PrintTo(const Access&, std::ostream* out) { *out << "the access"; }
};

/// The access is killed by this signal (SIGSEGV, SIGBUS). Works under sanitizers too.
MATCHER_P(dies_by, expected, "dies by signal " + std::to_string(expected)) {
  const int signal = signal_of(arg.run);
  *result_listener << (signal == 0 ? std::string("it survived") : "it died by signal " + std::to_string(signal));
  return signal == expected;
}

}  // namespace mapproof
