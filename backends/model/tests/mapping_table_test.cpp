// The mapping table against a plain list of pages, and its limits.
// SPDX-License-Identifier: Apache-2.0
#include "model/memory/mapping_table.hpp"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <random>
#include <vector>

namespace mapproof::model {
namespace {

Extent device(std::uint64_t start, std::uint64_t end, std::uint64_t physical, std::uint32_t serial = 1) {
  Extent extent;
  extent.start = start;
  extent.end = end;
  extent.physical = physical;
  extent.serial = serial;
  return extent;
}

std::vector<Extent> contents(const MappingTable& table) {
  return table.read(0, std::vector<Extent>{}, [](std::vector<Extent>& all, const Extent& extent) {
    all.push_back(extent);
    return true;
  });
}

TEST(MappingTableTest, AgreesWithAPlainMapOfUnits) {
  MappingTable table;
  std::map<std::uint64_t, std::uint64_t> truth;  // unit -> physical
  std::mt19937 random(1);
  constexpr std::uint64_t units = 4000;
  for (std::uint32_t step = 0; step < 4000; ++step) {
    const std::uint64_t start = 1 + random() % units;
    const std::uint64_t end = start + 1 + random() % (step % 50 == 0 ? 2000 : 6);
    if (random() % 3 == 0) {
      table.replace({start, end}, nullptr, 0, TableLimits{});
      truth.erase(truth.lower_bound(start), truth.lower_bound(end));
    } else {
      const std::uint64_t physical = random();
      const Extent extent = device(start, end, physical, step);
      table.replace({start, end}, &extent, 1, TableLimits{});
      for (std::uint64_t unit = start; unit < end; ++unit) truth[unit] = physical + (unit - start);
    }
  }

  std::map<std::uint64_t, std::uint64_t> seen;
  std::uint64_t previous_end = 0;
  for (const Extent& extent : contents(table)) {
    EXPECT_GE(extent.start, previous_end);
    previous_end = extent.end;
    for (std::uint64_t i = 0; i < extent.length(); ++i) seen[extent.start + i] = extent.physical + i;
  }
  EXPECT_EQ(seen, truth);
  EXPECT_EQ(table.totals().mapped, truth.size());
  EXPECT_EQ(table.totals().entries, contents(table).size());
  for (std::uint64_t unit = 0; unit < units; unit += 17) {
    EXPECT_EQ(table.find(unit).has_value(), truth.count(unit) == 1);
  }
}

TEST(MappingTableTest, HoldsManyEntriesAndGivesTheirRoomBack) {
  MappingTable table;
  for (int round = 0; round < 2; ++round) {
    std::vector<Extent> many;
    for (std::uint64_t i = 0; i < 30000; ++i) many.push_back(device(2 * i + 2, 2 * i + 3, i * 10));
    ASSERT_EQ(table.replace({0, 200000}, many.data(), many.size(), TableLimits{}), EditResult::done);
    EXPECT_EQ(table.totals().entries, 30000u);
    EXPECT_EQ(table.find(2 * 29999 + 2)->physical, 299990u);
    ASSERT_EQ(table.replace({0, 200000}, nullptr, 0, TableLimits{}), EditResult::done);
    EXPECT_EQ(table.totals().entries, 0u);
  }
}

TEST(MappingTableTest, FullTableIsReportedAndUnchanged) {
  MappingTable table;
  const Extent before = device(1, 2, 5);
  table.replace({1, 2}, &before, 1, TableLimits{});
  std::vector<Extent> too_many;
  for (std::uint64_t i = 0; i < 270000; ++i) too_many.push_back(device(2 * i + 2, 2 * i + 3, i * 10));

  EXPECT_EQ(table.replace({2, 1000000}, too_many.data(), too_many.size(), TableLimits{}), EditResult::table_full);

  EXPECT_EQ(contents(table).size(), 1u);
  EXPECT_EQ(table.replace({2, 100000}, too_many.data(), 40000, TableLimits{}), EditResult::done);
}

TEST(MappingTableTest, LimitsStopGrowthOnly) {
  MappingTable table;
  const Extent whole = device(10, 20, 100);
  table.replace({10, 20}, &whole, 1, TableLimits{});
  TableLimits tight;
  tight.entries = 1;
  tight.mapped = 5;

  EXPECT_EQ(table.replace({14, 16}, nullptr, 0, tight), EditResult::table_full);
  EXPECT_EQ(table.replace({10, 12}, nullptr, 0, tight), EditResult::done);
  const Extent more = device(20, 21, 110);
  EXPECT_EQ(table.replace({20, 21}, &more, 1, tight), EditResult::address_space_full);
}

TEST(MappingTableTest, ChangedPiecesSplitAndMergeAgain) {
  MappingTable table;
  const Extent whole = device(10, 20, 100);
  table.replace({10, 20}, &whole, 1, TableLimits{});
  const auto set = [](Extent& extent) { extent.flags |= extent_locked; };
  const auto clear = [](Extent& extent) { extent.flags = 0; };

  table.change({13, 15}, set, TableLimits{});
  EXPECT_EQ(table.totals().entries, 3u);
  EXPECT_EQ(table.totals().locked, 2u);
  EXPECT_EQ(table.find(14)->physical, 103u);
  table.change({0, 100}, clear, TableLimits{});
  EXPECT_EQ(table.totals().entries, 1u);
  EXPECT_EQ(table.totals().locked, 0u);
}

TEST(MappingTableTest, RetiredEntriesAreTheOnesTakenOut) {
  MappingTable table;
  const Extent whole = device(10, 20, 100);
  table.replace({10, 20}, &whole, 1, TableLimits{});
  std::uint64_t taken = 0;
  {
    MappingTable::Retired retired;
    table.replace({12, 30}, nullptr, 0, TableLimits{}, &retired);
    for (int i = 0; i < 10; ++i) table.replace({10, 11}, &whole, 0, TableLimits{});
    retired.for_each([&](const Extent& extent) { taken += extent.length() + extent.physical; });
  }
  EXPECT_EQ(taken, 8u + 102u);
}

}  // namespace
}  // namespace mapproof::model
