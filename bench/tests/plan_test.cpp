// Which rows a target gets, and which of them are refused before anything is measured.
// SPDX-License-Identifier: Apache-2.0
#include "rows/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <set>

#include "host/cannot_run.hpp"

namespace mapproof::bench {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// What a made-up backend says of itself; no call of it is ever made.
struct Made {
  mapproof_backend table{};
  mapproof_facts facts{};
  std::vector<mapproof_window> windows{};
};
Made made;

mapproof_open_outcome open_made(const mapproof_open_request*) {
  mapproof_open_outcome outcome{};
  outcome.session = reinterpret_cast<mapproof_session*>(&made);
  return outcome;
}
void close_made(mapproof_session*) {}
const mapproof_facts* facts_of_made(mapproof_session*) { return &made.facts; }
mapproof_address_outcome no_map(mapproof_session*, const mapproof_map_request*) { return {nullptr, 0}; }
mapproof_status_outcome no_unmap(mapproof_session*, const mapproof_unmap_request*) { return {0, 0}; }

constexpr std::uint64_t mib = 1024ull * 1024;

mapproof_window window(const char* name, std::uint64_t length, bool is_memory, int node) {
  return {name, 0xd0000000u, length, read_write, MAPPROOF_UNCACHED, MAPPROOF_CACHED, is_memory ? 1u : 0u, node, 0};
}

class Plan : public testing::Test {
 protected:
  void SetUp() override {
    made = {};
    made.table.abi = MAPPROOF_ABI;
    made.table.struct_size = sizeof made.table;
    made.table.name = "made";
    made.table.open = open_made;
    made.table.close = close_made;
    made.table.facts = facts_of_made;
    made.table.mmap_device_memory = no_map;
    made.table.munmap_device_memory = no_unmap;
    made.facts.page_size = 4096;
    made.facts.memory_kinds = 1u << MAPPROOF_MEMORY_ANONYMOUS;
    made.facts.node_count = 1;
  }

  std::vector<Group> plan(const std::vector<int>& cpu_nodes = {0}, bool allow_write = true, int cpus = 1) {
    made.facts.window_count = made.windows.size();
    made.facts.windows = made.windows.data();
    session_.emplace(adopt_backend(&made.table, "made", nullptr), OpenOptions{"", "qnx-7.1", allow_write});
    return make_plan(*session_, cpu_nodes, cpus);
  }

  std::optional<Session> session_;
};

const Row& find(const std::vector<Group>& plan, const std::string& start) {
  for (const Group& group : plan) {
    for (const Row& row : group) {
      if (label(row).compare(0, start.size(), start) == 0) return row;
    }
  }
  throw CannotRun("no row starts with " + start);
}

std::set<std::pair<int, int>> places(const std::vector<Group>& plan, const std::string& name) {
  std::set<std::pair<int, int>> found;
  for (const Group& group : plan) {
    for (const Row& row : group) {
      if (row.name == name) found.emplace(row.place.cpu_node, row.place.memory_node);
    }
  }
  return found;
}

TEST_F(Plan, CoversEveryPairOfNodes) {
  made.facts.node_count = 4;
  for (int node = 0; node < 4; ++node) made.windows.push_back(window("w", mib, true, node));

  const auto groups = plan({0, 1, 2, 3});

  EXPECT_EQ(places(groups, "map_unmap").size(), 16u);
  EXPECT_EQ(places(groups, "mmio_read").size(), 16u);
  EXPECT_EQ(places(groups, "offset_repeated").size(), 16u);
}

TEST_F(Plan, LabelsAreUnique) {
  made.facts.node_count = 2;
  made.windows = {window("a", mib, true, 0), window("b", mib, true, 1)};
  std::set<std::string> labels;
  std::size_t rows = 0;

  for (const Group& group : plan({0, 1})) {
    rows += group.size();
    for (const Row& row : group) labels.insert(label(row));
  }

  EXPECT_EQ(labels.size(), rows);
}

TEST_F(Plan, EveryFloorStandsInTheGroupOfItsRow) {
  made.windows = {window("w", mib, true, 0)};

  for (const Group& group : plan()) {
    for (const Row& row : group) EXPECT_EQ(floor_of(row, group) == nullptr, row.floor.empty()) << label(row);
  }
}

TEST_F(Plan, EveryRowIsMeasuredInOneWayOnly) {
  made.windows = {window("w", mib, true, 0)};

  for (const Group& group : plan()) {
    for (const Row& row : group) EXPECT_NE(row.calls == nullptr, row.sweep == nullptr) << label(row);
  }
}

TEST_F(Plan, OnlyRowsAboutTheSubjectWaitForItsRequirements) {
  made.windows = {window("w", mib, true, 0)};

  for (const Group& group : plan()) {
    for (const Row& row : group) {
      const bool about_the_system =
          row.name.compare(0, 5, "floor") == 0 || row.name.compare(0, 6, "canary") == 0 || row.name == "populate";
      EXPECT_EQ(row.needs.empty(), about_the_system) << label(row);
    }
  }
}

TEST_F(Plan, RivalsAreDoubledUpToTheCpusOfANode) {
  made.windows = {window("w", mib, true, 0)};
  std::vector<int> counts;

  for (const Group& group : plan({0}, true, 6)) {
    for (const Row& row : group) {
      if (row.name == "map_contended" && row.arguments["by"] == "threads") counts.push_back(row.arguments["count"]);
    }
  }

  EXPECT_THAT(counts, ElementsAre(1, 2, 4, 6));
}

// A narrow offset needs memory below 2 GiB, and its floor must be about such memory too.
TEST_F(Plan, NarrowLookupHasAFloorAboutMemoryOfItsKind) {
  made.facts.offset_bits = 32;
  made.facts.memory_kinds = 1u << MAPPROOF_MEMORY_ANONYMOUS | 1u << MAPPROOF_MEMORY_BELOW_2G;
  EXPECT_EQ(find(plan(), "offset_repeated/call:mem_offset/").floor, "floor_offset_low");
  EXPECT_EQ(find(plan(), "offset_repeated/call:mem_offset64/").floor, "floor_offset");

  made.facts.memory_kinds = 1u << MAPPROOF_MEMORY_ANONYMOUS;
  EXPECT_EQ(find(plan(), "offset_repeated/call:mem_offset/").floor, "floor_offset");
}

TEST_F(Plan, TakesTheLongestMemoryWindowOfANode) {
  made.windows = {window("registers", 64 * mib, false, 0), window("small", mib, true, 0),
                  window("large", 2 * mib, true, 0)};

  EXPECT_EQ(find(plan(), "map/").place.window, "large");
}

TEST_F(Plan, EveryRowOfATargetWithoutWindowSaysWhy) {
  made.facts.no_window = "give a device as target.";

  const auto groups = plan();

  EXPECT_EQ(find(groups, "map/").refusal->reason, "give a device as target.");
  EXPECT_EQ(find(groups, "map/").refusal->name, "ENOTSUP");
  EXPECT_EQ(find(groups, "mmio_read/").refusal->reason, "give a device as target.");
}

TEST_F(Plan, NeverTouchesRegisters) {
  made.windows = {window("registers", 64 * mib, false, 0)};

  for (const Group& group : plan()) {
    for (const Row& row : group) {
      const bool accesses = row.name.compare(0, 4, "mmio") == 0 || row.arguments.value("touch", "none") == "pages" ||
                            row.name == "first_touch";
      EXPECT_TRUE(row.refusal.has_value() || !accesses) << label(row);
    }
  }
}

TEST_F(Plan, WritesOnlyWhereItMay) {
  made.windows = {window("w", mib, true, 0)};

  EXPECT_THAT(find(plan({0}, false), "mmio_write").refusal->reason, HasSubstr("--allow-write"));
  EXPECT_FALSE(find(plan({0}, true), "mmio_write").refusal);
  made.windows.front().protection = MAPPROOF_PROT_READ;
  EXPECT_TRUE(find(plan({0}, true), "mmio_write").refusal);
}

TEST_F(Plan, MissingCallAndShortWindowAreRowsWithAReason) {
  made.windows = {window("w", mib, true, 0)};

  const auto groups = plan();

  EXPECT_EQ(find(groups, "offset_repeated/call:mem_offset64").refusal->reason, "the backend has no mem_offset64().");
  EXPECT_EQ(find(groups, "floor_map/").refusal->reason, "the backend has no floor_map().");
  EXPECT_EQ(find(groups, "map/length:2097152").refusal->reason, "the window has only 1048576 bytes.");
  EXPECT_EQ(find(groups, "map/length:1073741824").refusal->reason, "the window has only 1048576 bytes.");
  EXPECT_FALSE(find(groups, "map/length:262144").refusal);
}

TEST_F(Plan, MeasuresOneWayOfCachingOnceOnly) {
  made.windows = {window("w", mib, true, 0)};
  made.windows.front().without_nocache = MAPPROOF_UNCACHED;
  const auto groups = plan();

  EXPECT_NO_THROW(find(groups, "mmio_read/width:4/caching:uncached"));
  EXPECT_THROW(find(groups, "mmio_read/width:4/caching:cached"), CannotRun);
}

TEST_F(Plan, FilterKeepsTheFloorsOfWhatItFinds) {
  made.windows = {window("w", mib, true, 0)};

  const auto selected = select(plan(), "^map_unmap/length:4096/touch:none");

  ASSERT_EQ(selected.size(), 1u);
  std::vector<std::string> names;
  for (const Row& row : selected.front()) names.push_back(row.name);
  EXPECT_THAT(names, ElementsAre("map_unmap", "floor_map_unmap"));
}

TEST_F(Plan, FilterThatFindsNothingOrIsNoneIsOneSentence) {
  const auto groups = plan();

  EXPECT_THROW(select(groups, "no such row"), CannotRun);
  EXPECT_THROW(select(groups, "("), CannotRun);
}

}  // namespace
}  // namespace mapproof::bench
