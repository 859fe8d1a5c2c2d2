// The time that is left is given out, none of it twice, and what is cheap does not wait for what is dear.
// SPDX-License-Identifier: Apache-2.0
#include "run/shares.hpp"

#include <gmock/gmock.h>

#include <numeric>

namespace mapproof::bench {
namespace {

using testing::Each;
using testing::ElementsAre;

double taken(const std::vector<double>& costs, const std::vector<double>& shares) {
  return std::inner_product(costs.begin(), costs.end(), shares.begin(), 0.0);
}

TEST(Shares, EnoughTimeIsAllRepetitionsForAll) { EXPECT_THAT(share_out({1, 2, 3}, 100, 10), Each(10)); }

TEST(Shares, NoTimeIsNone) {
  EXPECT_THAT(share_out({1, 2}, 0, 10), Each(0));
  EXPECT_THAT(share_out({1, 2}, -3, 10), Each(0));
  EXPECT_THAT(share_out({}, 5, 10), ElementsAre());
}

TEST(Shares, AllOfTheTimeIsGivenOut) {
  for (const double seconds : {0.5, 3.0, 17.0, 55.0}) {
    const std::vector<double> costs{0.9, 0.004, 0.3, 0.004, 0.02, 1.6};
    EXPECT_NEAR(taken(costs, share_out(costs, seconds, 29)), seconds, 1e-9);
  }
}

TEST(Shares, WhatIsCheapHasAllBeforeWhatIsDearTakesTheRest) {
  const std::vector<double> shares = share_out({1.0, 0.001}, 3.03, 30);

  EXPECT_THAT(shares, ElementsAre(testing::DoubleNear(3, 1e-9), 30));
}

TEST(Shares, FourTimesTheCostIsHalfTheRepetitions) {
  EXPECT_THAT(share_out({1, 4}, 12, 100), ElementsAre(testing::DoubleNear(4, 1e-9), testing::DoubleNear(2, 1e-9)));
}

}  // namespace
}  // namespace mapproof::bench
