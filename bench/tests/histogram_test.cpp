// The histogram keeps each value to one percent, and what is read from it is what was put in.
// SPDX-License-Identifier: Apache-2.0
#include "timing/histogram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace mapproof::bench {
namespace {

TEST(Histogram, MiddleOfABucketIsWithinOnePercentOfEachOfItsValues) {
  std::mt19937_64 random{1};
  for (unsigned bits = 1; bits <= Histogram::value_bits; ++bits) {
    for (int n = 0; n < 2000; ++n) {
      const std::uint64_t value = random() >> (64 - bits);
      const double middle = Histogram::middle_of(Histogram::bucket_of(value));
      ASSERT_LE(std::abs(middle - static_cast<double>(value)), 0.01 * static_cast<double>(value)) << value;
    }
  }
}

TEST(Histogram, BucketsFollowEachOtherWithoutAGap) {
  std::size_t last = 0;
  for (std::uint64_t value = 0; value < 100000; ++value) {
    const std::size_t bucket = Histogram::bucket_of(value);
    ASSERT_TRUE(bucket == last || bucket == last + 1) << value;
    last = bucket;
  }
  EXPECT_EQ(Histogram::bucket_of((std::uint64_t{1} << Histogram::value_bits) - 1), Histogram::bucket_count - 1);
  EXPECT_EQ(Histogram::bucket_of(UINT64_MAX), Histogram::bucket_count - 1);
}

Distribution distribution_of(const std::vector<std::uint64_t>& values, double scale = 1, std::uint64_t overhead = 0) {
  Histogram histogram;
  Distribution::Totals totals{0, 0, static_cast<double>(overhead)};
  for (const std::uint64_t value : values) {
    histogram.add(value > overhead ? value - overhead : 0);
    totals.sum += static_cast<double>(value);
    totals.longest = std::max(totals.longest, static_cast<double>(value));
  }
  Distribution distribution;
  distribution.add(histogram, scale, totals);
  return distribution;
}

TEST(Distribution, KnowsItsShortestCallToTheTick) {
  Histogram histogram;
  histogram.add(99999);
  Distribution all;
  for (const double shortest : {100012.0, 100010.0, 100011.0}) {
    Distribution one;
    one.add(histogram, 0.5, {shortest, shortest, 10, shortest});
    all.add(one);
  }
  EXPECT_EQ(all.min(), 50000);
}

TEST(Distribution, QuantilesAreThoseOfTheSortedValues) {
  std::mt19937_64 random{2};
  std::lognormal_distribution<double> latency{7, 1};
  std::vector<std::uint64_t> values(100000);
  for (auto& value : values) value = static_cast<std::uint64_t>(latency(random));
  const Distribution found = distribution_of(values);
  std::sort(values.begin(), values.end());

  for (const double share : {0.5, 0.9, 0.99, 0.999}) {
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    const auto expected = static_cast<double>(values[rank - 1]);
    EXPECT_NEAR(found.quantile(share), expected, 0.01 * expected) << share;
  }
}

TEST(Distribution, MeanAndMaximumAreExact) {
  const Distribution found = distribution_of({1000, 2001, 1234567}, 0.5, 100);

  EXPECT_DOUBLE_EQ(found.mean(), 0.5 * (900 + 1901 + 1234467) / 3);
  EXPECT_DOUBLE_EQ(found.max(), 0.5 * 1234467);
  EXPECT_DOUBLE_EQ(found.subtracted(), 50);
  EXPECT_EQ(found.calls(), 3u);
  EXPECT_DOUBLE_EQ(found.quantile(1), found.max());
}

TEST(Distribution, TrimmedMeanLeavesOutTheLongestHundredth) {
  std::vector<std::uint64_t> values(198, 100);
  values.insert(values.end(), {1000000, 2000000});

  EXPECT_NEAR(distribution_of(values).trimmed_mean(), 100, 0.01 * 20000);
  EXPECT_GT(distribution_of(values).mean(), 10000);
  EXPECT_DOUBLE_EQ(distribution_of({100, 1000000}).trimmed_mean(), 500050);  // too few to leave any out
}

TEST(Distribution, OfTwoRepetitionsIsThatOfAllCalls) {
  Distribution both = distribution_of({10, 20});
  both.add(distribution_of({20, 40}));

  EXPECT_EQ(both.calls(), 4u);
  EXPECT_DOUBLE_EQ(both.mean(), 22.5);
  EXPECT_DOUBLE_EQ(both.max(), 40);
  EXPECT_EQ(both.buckets(), (std::map<double, std::uint64_t>{{10, 1}, {20, 2}, {40, 1}}));
}

TEST(Distribution, CallsShorterThanTheOverheadAreZeroAndNotHuge) {
  const Distribution found = distribution_of({9, 10, 11}, 1, 10);

  EXPECT_DOUBLE_EQ(found.quantile(0.5), 0);
  EXPECT_DOUBLE_EQ(found.mean(), 0);
  EXPECT_DOUBLE_EQ(found.max(), 1);
}

}  // namespace
}  // namespace mapproof::bench
