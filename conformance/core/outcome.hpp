// What the one check of this process came to.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "verdict.hpp"

namespace mapproof {

struct Outcome {
  Verdict verdict = Verdict::unresolved;
  std::string detail;        ///< why it is not a pass; "" for a pass
  std::string reproducer{};  ///< a C program that shows the same alone; "" if there is none
};

/// Ends the current check with a verdict other than pass or fail; a recorded failure still outweighs it.
void conclude(Verdict verdict, std::string reason);

/// Runs one registered check by its full name "ROW.Check" in this process. Throws CannotRun if there is none.
Outcome run_in_this_process(const std::string& full_name);

}  // namespace mapproof
