// What a check can say about an answer of the subject, with messages that name errnos.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gmock/gmock.h>

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

MATCHER(succeeds, "succeeds") {
  (void)result_listener;
  return static_cast<bool>(arg);
}

MATCHER_P(fails_with, number, std::string(negation ? "does not fail" : "fails") + " with " + errno_name(number)) {
  (void)result_listener;
  return !arg && arg.error().number == number;
}

/// How a piece of code ended when run in a process of its own: 0, or the signal that killed it.
int signal_of(const std::function<void()>& access);

/// The access is killed by this signal (SIGSEGV, SIGBUS). Works under sanitizers too.
MATCHER_P(dies_by, expected, "dies by signal " + std::to_string(expected)) {
  const int signal = signal_of(arg);
  *result_listener << (signal == 0 ? std::string("it survived") : "it died by signal " + std::to_string(signal));
  return signal == expected;
}

}  // namespace mapproof
