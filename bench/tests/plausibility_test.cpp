// What figures are called implausible, and which are not.
// SPDX-License-Identifier: Apache-2.0
#include "trust/plausibility.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mapproof::bench {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Row measured(const std::string& name, double nanoseconds, const std::string& floor = {}) {
  Row row;
  row.name = name;
  row.floor = floor;
  row.samples.nanoseconds = {nanoseconds, nanoseconds, nanoseconds};
  if (!floor.empty()) row.needs = {"MDM_01"};
  return row;
}

Group access(const char* caching, double nanoseconds) {
  Group group{measured("mmio_read", nanoseconds, "floor_mmio_read"), measured("floor_mmio_read", 1)};
  group[0].arguments["caching"] = caching;
  return group;
}

std::string verdict(const Group& group) { return implausible(group[0], group); }

TEST(Implausible, UncachedAccessWithinTenTimesOfCached) {
  EXPECT_THAT(verdict(access("uncached", 9.9)), HasSubstr("only 9.90 times"));
  EXPECT_THAT(verdict(access("uncached", 10.1)), IsEmpty());
  EXPECT_THAT(verdict(access("cached", 1.0)), IsEmpty());
  EXPECT_THAT(verdict(access("write-combining", 0.5)), IsEmpty());
}

TEST(Implausible, FasterThanHalfTheLeastThatTheSystemNeeds) {
  Group group{measured("map", 430, "floor_map"), measured("floor_map", 1000)};
  EXPECT_THAT(verdict(group), IsEmpty()) << "a floor that is only a comparison";
  group[0].bounded = true;
  EXPECT_THAT(verdict(group), HasSubstr("0.43 times its floor"));
  group[0].samples.nanoseconds = {900, 900, 900};
  EXPECT_THAT(verdict(group), IsEmpty());
  group[0].samples.nanoseconds = {430, 430, 430};
  group[1].refusal = Refusal{ENXIO};
  EXPECT_THAT(verdict(group), IsEmpty()) << "without a floor nothing can be said";
}

TEST(Implausible, CallsThatReadLikeEmptyOnes) {
  Group group{measured("map", 0.4, "floor_map")};
  group[0].calls = [](benchmark::State&, CallTimer&) {};
  EXPECT_THAT(verdict(group), HasSubstr("a call reads 0.40 ns"));
  group[0].operations = 64;  // a batch of 64 that took 25.6 ns
  EXPECT_THAT(verdict(group), IsEmpty());
  group[0].calls = nullptr;  // a loop can be that fast
  group[0].operations = 1;
  EXPECT_THAT(verdict(group), IsEmpty());
}

TEST(Implausible, WhatTheQuestionItselfFound) {
  Group group{measured("offset_run", 100)};
  group[0].doubt = "the last byte lies elsewhere.";
  EXPECT_EQ(verdict(group), "the last byte lies elsewhere.");
}

TEST(Implausible, NoFloorIs) {
  Row empty = measured("floor_empty", 0);
  empty.calls = [](benchmark::State&, CallTimer&) {};
  EXPECT_THAT(verdict({empty}), IsEmpty());
}

}  // namespace
}  // namespace mapproof::bench
