// Order statistics of a handful of repetitions.
// SPDX-License-Identifier: Apache-2.0
#include "statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>

namespace mapproof::bench {
namespace {

double quantile(const std::vector<double>& sorted, double fraction) {
  const double position = fraction * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(position));
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (position - std::floor(position)) * (sorted[above] - sorted[below]);
}

}  // namespace

Quartiles quartiles(std::vector<double> samples) {
  std::sort(samples.begin(), samples.end());
  return {quantile(samples, 0.25), quantile(samples, 0.5), quantile(samples, 0.75)};
}

double ratio(const std::vector<double>& samples, const std::vector<double>& floor) {
  std::vector<double> quotients(samples.size());
  std::transform(samples.begin(), samples.end(), floor.begin(), quotients.begin(), std::divides<>());
  return quartiles(std::move(quotients)).median;
}

}  // namespace mapproof::bench
