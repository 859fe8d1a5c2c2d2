// Water-filling: what those who have enough leave over goes to the others.
// SPDX-License-Identifier: Apache-2.0
#include "shares.hpp"

#include <algorithm>
#include <cmath>

namespace mapproof::bench {
namespace {

constexpr double least_cost = 1e-6;  // seconds; nothing is free

double price(double cost) { return std::max(cost, least_cost); }

}  // namespace

std::vector<double> share_out(const std::vector<double>& costs, double seconds, double most) {
  std::vector<double> cheapest_first = costs;
  std::sort(cheapest_first.begin(), cheapest_first.end());
  double roots = 0;
  for (const double cost : costs) roots += std::sqrt(price(cost));
  double left = std::max(seconds, 0.0);
  double level = 0;
  for (const double cost : cheapest_first) {
    level = left / roots;
    if (level / std::sqrt(price(cost)) < most) break;
    left -= most * price(cost);
    roots -= std::sqrt(price(cost));
  }
  std::vector<double> shares;
  shares.reserve(costs.size());
  for (const double cost : costs) shares.push_back(std::min(most, level / std::sqrt(price(cost))));
  return shares;
}

}  // namespace mapproof::bench
