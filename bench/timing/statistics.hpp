// Medians, quartiles and ratios of repetitions: never a lone mean.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace mapproof::bench {

struct Quartiles {
  double low = 0;
  double median = 0;
  double high = 0;
};

/// Linear interpolation between order statistics, as numpy.percentile() does by default. `samples` must not be empty.
Quartiles quartiles(std::vector<double> samples);

/// How many times the floor's samples the row's samples are: the median of the quotients of pairs. The n-th samples of
/// both were taken one right after the other, so what slows the machine down drops out of their quotient, and a pair
/// that was torn apart by an interruption does not move the median. Both must have the same length, and at least one
/// sample.
double ratio(const std::vector<double>& samples, const std::vector<double>& floor);

}  // namespace mapproof::bench
