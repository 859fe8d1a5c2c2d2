// Medians, quartiles and ratios against figures worked out by hand.
// SPDX-License-Identifier: Apache-2.0
#include "timing/statistics.hpp"

#include <gtest/gtest.h>

namespace mapproof::bench {
namespace {

TEST(Statistics, QuartilesInterpolateBetweenNeighbours) {
  const Quartiles quarters = quartiles({4, 1, 3, 2});

  EXPECT_DOUBLE_EQ(quarters.low, 1.75);
  EXPECT_DOUBLE_EQ(quarters.median, 2.5);
  EXPECT_DOUBLE_EQ(quarters.high, 3.25);
}

TEST(Statistics, OneSampleIsItsOwnQuartiles) {
  const Quartiles quarters = quartiles({7});

  EXPECT_DOUBLE_EQ(quarters.low, 7);
  EXPECT_DOUBLE_EQ(quarters.median, 7);
  EXPECT_DOUBLE_EQ(quarters.high, 7);
}

TEST(Statistics, MedianIgnoresOneWildSample) { EXPECT_DOUBLE_EQ(quartiles({1, 2, 3, 4, 1e9}).median, 3); }

TEST(Statistics, RatioComparesPairsSoThatDriftDropsOut) {
  // The machine became four times slower on the way; each pair was taken at one moment.
  EXPECT_DOUBLE_EQ(ratio({2, 4, 8}, {1, 2, 4}), 2);
}

TEST(Statistics, RatioIgnoresOneTornPair) { EXPECT_DOUBLE_EQ(ratio({3, 3, 900, 3, 3}, {2, 2, 2, 2, 2}), 1.5); }

}  // namespace
}  // namespace mapproof::bench
