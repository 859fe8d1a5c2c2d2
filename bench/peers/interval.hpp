// How sure a ratio is that was measured in pairs.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace mapproof::bench {

struct Interval {
  double median = 0;
  double low = 0;
  double high = 0;
};

/// The median of the quotients of pairs, and the order statistics between which it lies with 95 % probability, whatever
/// their distribution: those of the sign test. With fewer than six pairs, the lowest and the highest.
Interval ratio_of_pairs(const std::vector<double>& dividends, const std::vector<double>& divisors);

}  // namespace mapproof::bench
