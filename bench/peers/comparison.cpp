// Prints ratios with their intervals.
// SPDX-License-Identifier: Apache-2.0
#include "comparison.hpp"

#include <array>
#include <cstdio>
#include <ostream>

#include "interval.hpp"
#include "output/table.hpp"
#include "timing/statistics.hpp"

namespace mapproof::bench {

void print_ratio(const Way& other, const Way& way, std::ostream& out) {
  for (const Way* each : {&other, &way}) {
    if (each->figures.empty()) {
      out << each->name << ": not measured, " << each->why_not << "\n";
      return;
    }
  }
  const Interval times = ratio_of_pairs(other.figures, way.figures);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), " takes %.3f times (%.3f to %.3f) what ", times.median, times.low,
                times.high);
  out << other.name << text.data() << way.name << " takes: " << duration(quartiles(other.figures).median) << " against "
      << duration(quartiles(way.figures).median) << "\n";
}

}  // namespace mapproof::bench
