// The result of an exploration, printed.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "search.hpp"

namespace mapproof::explore {

/// On standard output: text for people, or one JSON object with --json.
void tell(const Result& result, const Options& options);

}  // namespace mapproof::explore
