// mapproof-conform as a function, so that a test can put other checks behind it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "run.hpp"

namespace mapproof {

/// Runs the program and returns its exit code: 0 conformant, 1 incomplete or not conformant, 2 could not run (one
/// sentence on standard error).
int conform_program(int argc, char** argv, const PrecedenceStage& precedence);

}  // namespace mapproof
