// Which addresses a change makes old.
// SPDX-License-Identifier: Apache-2.0
#include "offset_cache/generations.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace mapproof::offset_cache {
namespace {

constexpr std::uintptr_t region = std::uintptr_t{1} << 21;

TEST(Generations, NumbersRunOverIntoTheLowBitsAndEndForGood) {
  constexpr std::uint64_t one = std::uint64_t{1} << Generations::upper_shift;
  constexpr std::uint64_t last_of_the_first_round = 0 - one;
  EXPECT_EQ(Generations::after(Generations::first), Generations::first + one);
  EXPECT_EQ(Generations::after(last_of_the_first_round), Generations::first + 1);
  EXPECT_EQ(Generations::after(last_of_the_first_round + 1), Generations::first + 2);
  EXPECT_EQ(Generations::after(last_of_the_first_round + Generations::low_mask), Generations::retired);
  EXPECT_EQ(Generations::after(Generations::retired), Generations::retired);
}

TEST(Generations, AChangeDisturbsFromItsBeginToItsEnd) {
  Generations generations;
  const std::uint64_t before = generations.number(region);
  EXPECT_TRUE(generations.undisturbed_since(region, before));

  generations.begin_change(region + 5, 1);
  const std::uint64_t during = generations.number(region);
  EXPECT_NE(during, before);
  EXPECT_FALSE(generations.undisturbed_since(region, during));
  EXPECT_EQ(generations.number(2 * region), before);

  generations.end_change(region + 5, 1);
  const std::uint64_t afterwards = generations.number(region);
  EXPECT_NE(afterwards, during);
  EXPECT_TRUE(generations.undisturbed_since(region, afterwards));
}

TEST(Generations, OverlappingChangesDisturbUntilTheLastHasEnded) {
  Generations generations;
  generations.begin_change(0, 1);
  generations.begin_change(0, 1);
  generations.end_change(0, 1);
  EXPECT_FALSE(generations.undisturbed_since(0, generations.number(0)));

  generations.end_change(0, 1);
  EXPECT_TRUE(generations.undisturbed_since(0, generations.number(0)));
}

TEST(Generations, EveryRegionOfARangeChanges) {
  Generations generations;
  const std::uint64_t before = generations.number(0);

  generations.begin_change(region - 1, region + 2);

  EXPECT_NE(generations.number(0), before);
  EXPECT_NE(generations.number(region), before);
  EXPECT_NE(generations.number(2 * region), before);
  EXPECT_EQ(generations.number(3 * region), before);
}

TEST(Generations, NoLengthIsNoChange) {
  Generations generations;
  const std::uint64_t before = generations.number(region);
  generations.begin_change(region, 0);
  EXPECT_TRUE(generations.undisturbed_since(region, before));
}

TEST(Generations, ALengthBeyondTheEndMeansEverything) {
  Generations generations;
  const std::uint64_t before = generations.number(0);

  generations.begin_change(region, SIZE_MAX);

  for (std::uintptr_t n = 0; n < 512; ++n) EXPECT_NE(generations.number(n * region), before) << n;
}

TEST(Generations, NoChangeOutlivesItsThread) {
  Generations generations;
  const std::uint64_t before = generations.number(0);
  generations.begin_change(0, 1);

  generations.forget_changes();

  EXPECT_NE(generations.number(0), before);
  EXPECT_TRUE(generations.undisturbed_since(0, generations.number(0)));
}

}  // namespace
}  // namespace mapproof::offset_cache
