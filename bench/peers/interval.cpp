// The interval that belongs to the sign test.
// SPDX-License-Identifier: Apache-2.0
#include "interval.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "timing/statistics.hpp"

namespace mapproof::bench {
namespace {

// How many of the sorted quotients may be left out on each side: as long as fewer fall there in at most 2.5 % of cases.
std::size_t left_out(std::size_t pairs) {
  double probability = std::pow(0.5, static_cast<double>(pairs));  // that no pair falls on one side of the median
  double sum = probability;
  std::size_t count = 0;
  while (count < pairs / 2) {
    probability *= static_cast<double>(pairs - count) / static_cast<double>(count + 1);
    if (sum > 0.025) break;
    ++count;
    sum += probability;
  }
  return count == 0 ? 0 : count - 1;
}

}  // namespace

Interval ratio_of_pairs(const std::vector<double>& dividends, const std::vector<double>& divisors) {
  std::vector<double> quotients(std::min(dividends.size(), divisors.size()));
  for (std::size_t n = 0; n < quotients.size(); ++n) quotients[n] = dividends[n] / divisors[n];
  std::sort(quotients.begin(), quotients.end());
  const std::size_t out = left_out(quotients.size());
  return {quartiles(quotients).median, quotients[out], quotients[quotients.size() - 1 - out]};
}

}  // namespace mapproof::bench
