// A result as JUnit XML.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "presentation.hpp"

namespace mapproof {

/// One <testsuite> for each row, one <testcase> for each check. fail is <failure>; unresolved, crashed and timeout are
/// <error>; untested, unsupported and waived are <failure> where they keep the run from a yes, and <skipped> elsewhere,
/// like what is wrong without being judged, each with its word as the type. xpass is a pass that says so in
/// <system-out>. A run that has shown nothing has one suite more, which fails.
std::string as_junit(const ResultEvents& events);

}  // namespace mapproof
