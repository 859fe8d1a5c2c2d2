// A result as KTAP, which readers of TAP understand too.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "presentation.hpp"

namespace mapproof {

/// One line for each check: fail is "not ok"; unresolved and crashed are "not ok ... # ERROR", timeout "not ok ... #
/// TIMEOUT"; untested and unsupported are "# SKIP"; waived, xpass and what is wrong without being judged are "# TODO".
/// What keeps the run from a yes is "not ok" without a directive. The reasons stand above as comments.
std::string as_ktap(const ResultEvents& events);

}  // namespace mapproof
