// The folder of programs beside a result.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "check_result.hpp"

namespace mapproof {

/// RESULT.repro/ROW.Check.c for each check that has a program. What an earlier run left for these checks goes; the
/// folder is only there if it is needed. Throws CannotRun.
void write_reproducers(const std::string& result, const std::vector<CheckResult>& results);

}  // namespace mapproof
