// Timing each call on a made-up clock, where it is known what each reading and each call takes.
// SPDX-License-Identifier: Apache-2.0
#include "timing/call_timer.hpp"

#include <gtest/gtest.h>

namespace mapproof::bench {
namespace {

// Each reading takes a while; a reading shows the moment in the middle of it.
struct MadeClock {
  static inline std::uint64_t time = 0;
  static inline std::uint64_t cost = 0;
  static std::uint64_t now() {
    time += cost;
    return time - cost / 2;
  }
};
using MadeTimer = BasicCallTimer<MadeClock>;

class CallTimerTest : public testing::TestWithParam<std::uint64_t> {
 protected:
  void SetUp() override { MadeClock::cost = GetParam(); }

  static void call(std::uint64_t ticks) { MadeClock::time += ticks; }
  static Distribution distribution(MadeTimer& timer, std::int64_t operations = 1) {
    Distribution found;
    timer.add_to(found, 1, operations);
    return found;
  }
};

TEST_P(CallTimerTest, EmptyCallReadsNothing) {
  MadeTimer timer;
  timer.start();
  for (int n = 0; n < 1000; ++n) timer.lap();

  const Distribution found = distribution(timer);
  EXPECT_EQ(found.calls(), 1000u);
  EXPECT_LE(found.mean(), 0.5);
  EXPECT_LE(found.max(), 0.5);
  EXPECT_DOUBLE_EQ(found.subtracted(), static_cast<double>(GetParam()));
}

// The clock is as slow as the call, and yet the mean of single calls is that of a clock around the whole loop.
TEST_P(CallTimerTest, AgreesWithAClockAroundTheWholeLoop) {
  constexpr int calls = 5000;
  MadeTimer timer;
  timer.start();
  std::uint64_t whole = 0;
  for (int n = 0; n < calls; ++n) {
    const std::uint64_t length = 20 + static_cast<std::uint64_t>(n % 7) * 100;
    call(length);
    timer.lap();
    whole += length;
  }

  const Distribution found = distribution(timer);
  EXPECT_EQ(found.calls(), static_cast<std::uint64_t>(calls));
  EXPECT_NEAR(found.mean(), static_cast<double>(whole) / calls, 0.01 * found.mean());
  EXPECT_NEAR(found.quantile(0.5), 320, 3.2);
  EXPECT_DOUBLE_EQ(found.max(), 620);
}

TEST_P(CallTimerTest, WhatIsPassedOverDoesNotCount) {
  MadeTimer timer;
  timer.start();
  for (int n = 0; n < 1000; ++n) {
    call(300);
    timer.lap();
    call(100000);
    timer.pass();
  }

  const Distribution found = distribution(timer);
  EXPECT_EQ(found.calls(), 1000u);
  EXPECT_DOUBLE_EQ(found.mean(), 300);
  EXPECT_DOUBLE_EQ(found.max(), 300);
}

TEST_P(CallTimerTest, TimeIsThatOfOneOperation) {
  MadeTimer timer;
  timer.start();
  call(6400);
  timer.lap();

  EXPECT_DOUBLE_EQ(distribution(timer, 64).mean(), 100);
}

INSTANTIATE_TEST_SUITE_P(ReadingCosts, CallTimerTest, testing::Values(0, 18, 25, 400));

TEST(TickClock, RunsForwardAtTheRateOfTheSystem) {
  const std::uint64_t before = TickClock::now();
  const double rate = TickClock::nanoseconds_per_tick();

  EXPECT_GT(TickClock::now(), before);
  EXPECT_GT(rate, 0.01);
  EXPECT_LT(rate, 1000);
  EXPECT_EQ(rate, TickClock::nanoseconds_per_tick());
}

}  // namespace
}  // namespace mapproof::bench
