// What a row becomes in the result: numbers, or a refusal and no number.
// SPDX-License-Identifier: Apache-2.0
#include "output/reporter.hpp"

#include <gtest/gtest.h>

#include <cerrno>

namespace mapproof::bench {
namespace {

Row measured(const std::string& name, const std::vector<double>& nanoseconds, const std::string& floor = {}) {
  Row row;
  row.name = name;
  row.floor = floor;
  row.samples.nanoseconds = nanoseconds;
  row.samples.operations = 100;
  return row;
}

TEST(Measurement, HoldsAllRepetitionsAndTheirQuartiles) {
  const Group group{measured("call", {3, 1, 2})};

  const auto event = measurement_event(group[0], group);

  EXPECT_EQ(event["repetitions"], (std::vector<double>{3, 1, 2}));
  EXPECT_EQ(event["median"], 2);
  EXPECT_EQ(event["quartile_low"], 1.5);
  EXPECT_EQ(event["quartile_high"], 2.5);
  EXPECT_EQ(event["iterations"], 100);
  EXPECT_TRUE(event["refused"].is_null());
}

TEST(Measurement, NamesItsFloorWithMedianAndRatio) {
  const Group group{measured("map", {3, 3, 6}, "floor_map"), measured("floor_map", {2, 2, 4})};

  const auto event = measurement_event(group[0], group);

  EXPECT_EQ(event["floor"], (nlohmann::ordered_json{{"name", "floor_map"}, {"median", 2.0}, {"ratio", 1.5}}));
  EXPECT_TRUE(measurement_event(group[1], group)["floor"].is_null());
}

TEST(Measurement, HasNoRatioToARefusedFloor) {
  Group group{measured("map", {3}, "floor_map"), measured("floor_map", {2})};
  group[1].refusal = Refusal{ENXIO};

  EXPECT_TRUE(measurement_event(group[0], group)["floor"].is_null());
}

TEST(Measurement, ThroughputFollowsFromTheMedian) {
  Group group{measured("mmio_read", {2, 2, 2})};
  group[0].bytes = 8;

  EXPECT_EQ(measurement_event(group[0], group)["bytes_per_second"], 4e9);
}

TEST(Measurement, RefusedRowHasNoNumberEvenIfSomeRepetitionsSucceeded) {
  Group group{measured("map", {3, 3})};
  group[0].refusal = Refusal{ENXIO, "no such device."};

  const auto event = measurement_event(group[0], group);

  EXPECT_EQ(event["refused"], "ENXIO");
  EXPECT_EQ(event["reason"], "no such device.");
  for (const char* key : {"iterations", "repetitions", "median", "quartile_low", "quartile_high", "bytes_per_second",
                          "floor", "distribution", "implausible", "details"}) {
    EXPECT_FALSE(event.contains(key)) << key;
  }
}

TEST(Measurement, NamesTheRequirementsThatHeldItBack) {
  Group group{measured("map", {})};
  group[0].refusal = Refusal{ECANCELED, "MDM_01 is fail in the same run."};
  group[0].failed = {"MDM_01"};

  const auto event = measurement_event(group[0], group);

  EXPECT_EQ(event["refused"], "ECANCELED");
  EXPECT_EQ(event["gate"], (nlohmann::ordered_json{"MDM_01"}));
  EXPECT_FALSE(event.contains("median"));
}

TEST(Measurement, HoldsItsDoubtAndTheDistanceOfItsNodes) {
  Group group{measured("offset_run", {3})};
  EXPECT_FALSE(measurement_event(group[0], group).contains("implausible"));
  EXPECT_FALSE(measurement_event(group[0], group).contains("distance"));
  group[0].doubt = "the last byte lies elsewhere.";
  group[0].place.distance = 21;

  const auto event = measurement_event(group[0], group);

  EXPECT_EQ(event["implausible"], "the last byte lies elsewhere.");
  EXPECT_EQ(event["distance"], 21);
}

TEST(Measurement, KeepsBucketsAndPercentilesOfItsCalls) {
  Group group{measured("map", {3})};
  Histogram histogram;
  for (const std::uint64_t value : {100u, 100u, 100u, 2000u}) histogram.add(value);
  group[0].samples.each_call.add(histogram, 0.5, {2340, 2010, 10, 105});

  const auto calls = measurement_event(group[0], group)["distribution"];

  EXPECT_EQ(calls["calls"], 4);
  EXPECT_EQ(calls["mean"], 287.5);
  EXPECT_EQ(calls["p50"], 50.0);
  EXPECT_EQ(calls["max"], 1000.0);
  EXPECT_EQ(calls["min"], 47.5);
  EXPECT_EQ(calls["subtracted"], 5.0);
  EXPECT_EQ(calls["buckets"].size(), 2u);
  EXPECT_EQ(calls["buckets"][0], (nlohmann::ordered_json{50.0, 3}));
  EXPECT_NEAR(calls["buckets"][1][0].get<double>(), 1000, 10);
}

TEST(Measurement, SaysWhatElseDecidesTheCost) {
  Group group{measured("offset_batched", {3})};
  group[0].samples.details["extents"] = 17;

  EXPECT_EQ(measurement_event(group[0], group)["details"], (nlohmann::ordered_json{{"extents", 17.0}}));
}

TEST(Refusal, SurvivesTheWayThroughTheLibrary) {
  const Refusal refusal = refusal_of("EIO: wrote 1: read 2.");

  EXPECT_EQ(refusal.name, "EIO");
  EXPECT_EQ(refusal.reason, "wrote 1: read 2.");
}

TEST(Refusal, OfANumberWithoutNameStillLooksLikeAnErrno) {
  EXPECT_EQ(Refusal{0}.name, "E0");
  EXPECT_EQ(Refusal{9999}.name, "E9999");
}

}  // namespace
}  // namespace mapproof::bench
