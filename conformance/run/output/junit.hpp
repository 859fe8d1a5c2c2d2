// A result as JUnit XML.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "presentation.hpp"

namespace mapproof {

/// One <testsuite> for each row, one <testcase> for each check. fail is <failure>; unresolved, crashed and timeout are
/// <error>; untested, unsupported, waived and what is wrong without being judged are <skipped>, each with its word as
/// the type. xpass is a pass that says so in <system-out>.
std::string as_junit(const ResultEvents& events);

}  // namespace mapproof
