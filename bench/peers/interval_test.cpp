// The interval against the tables of the sign test.
// SPDX-License-Identifier: Apache-2.0
#include "interval.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace mapproof::bench {
namespace {

// Of so many pairs with the quotients 1, 2, 3...
Interval of(int pairs) {
  std::vector<double> dividends(static_cast<std::size_t>(pairs));
  std::iota(dividends.rbegin(), dividends.rend(), 1.0);
  return ratio_of_pairs(dividends, std::vector<double>(dividends.size(), 1.0));
}

TEST(RatioOfPairs, LeavesOutWhatTheSignTestLeavesOut) {
  for (const auto& [pairs, low] :
       {std::pair{1, 1}, {5, 1}, {6, 1}, {8, 1}, {9, 2}, {12, 3}, {15, 4}, {20, 6}, {25, 8}}) {
    EXPECT_EQ(of(pairs).low, low) << pairs;
    EXPECT_EQ(of(pairs).high, pairs + 1 - low) << pairs;
    EXPECT_EQ(of(pairs).median, (pairs + 1) / 2.0) << pairs;
  }
}

TEST(RatioOfPairs, DividesPairByPair) {
  const Interval interval = ratio_of_pairs({10, 200}, {5, 50});

  EXPECT_EQ(interval.low, 2);
  EXPECT_EQ(interval.high, 4);
}

}  // namespace
}  // namespace mapproof::bench
