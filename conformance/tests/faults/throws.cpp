// C++ exceptions that no C caller expects.
// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>

#include "misbehave.h"

void throw_number(const char* argument) {
  static_cast<void>(argument);
  throw 42;
}

void throw_exception(const char* argument) {
  static_cast<void>(argument);
  throw std::runtime_error("an exception of the subject");
}
