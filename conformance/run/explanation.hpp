// What makes a failure understood without the check's source: the row, the calls, the mappings, and a program to try.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "options.hpp"

namespace mapproof {

struct Explanation {
  std::string text;        ///< begins a paragraph of its own
  std::string reproducer;  ///< a C program; "" if there can be none, which the text then says
};

/// Of a check of this process that failed with this reason.
Explanation explain(const Options& options, const std::string& reason);
/// Of a check whose process did not come to its verdict, from the log that it left.
Explanation explain_death(const Options& options);

/// A detail as its reason and its explanation; either may be empty.
std::pair<std::string, std::string> divided(const std::string& detail);

}  // namespace mapproof
