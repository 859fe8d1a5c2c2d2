// Ways to the same answer that were measured side by side, and how they are told.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace mapproof::bench {

/// The n-th figures of all ways belong together: they were taken one right after the other.
struct Way {
  std::string name;
  std::vector<double> figures{};  ///< nanoseconds, one for each repetition
  std::string why_not{};          ///< in place of figures
};

/// "OTHER takes 3.56 times (3.51 to 3.60) what WAY takes: 3.4 us against 957 ns", or why there is no such figure.
void print_ratio(const Way& other, const Way& way, std::ostream& out);

}  // namespace mapproof::bench
