// The one exception of the C++ programs: bad input or a missing precondition, told in one sentence.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

namespace mapproof {

/// Thrown where a program cannot do what was asked. what() is one sentence that says what, where and what to do; main()
/// prints it and ends with exit code 2.
class CannotRun : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace mapproof
