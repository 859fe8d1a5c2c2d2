// Nodes of machines that hwloc makes up, and the binding of a thread on this one.
// SPDX-License-Identifier: Apache-2.0
#include "rows/nodes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "host/cannot_run.hpp"
#include "rows/pinned_thread.hpp"

namespace mapproof::bench {
namespace {

using testing::ElementsAre;

constexpr const char* four_nodes = "numa:4 core:2 pu:2";

using CpuSet = std::unique_ptr<hwloc_bitmap_s, void (*)(hwloc_bitmap_t)>;

CpuSet binding(const Topology& topology) {
  CpuSet cpus{hwloc_bitmap_alloc(), hwloc_bitmap_free};
  hwloc_get_cpubind(topology.get(), cpus.get(), HWLOC_CPUBIND_THREAD);
  return cpus;
}

TEST(Topology, FourNodesMakeSixteenPairs) {
  const std::vector<int> nodes = Topology::synthetic(four_nodes).cpu_nodes();

  const auto pairs = node_pairs(nodes, nodes);

  EXPECT_THAT(nodes, ElementsAre(0, 1, 2, 3));
  ASSERT_EQ(pairs.size(), 16u);
  EXPECT_EQ(pairs.front(), std::make_pair(0, 0));
  EXPECT_EQ(pairs[1], std::make_pair(0, 1));
  EXPECT_EQ(pairs.back(), std::make_pair(3, 3));
}

TEST(Topology, NodeWithoutCpusIsMemoryOnly) {
  const Topology topology = Topology::synthetic(four_nodes);
  const CpuSet kept{hwloc_bitmap_dup(topology.cpus_of(0)), hwloc_bitmap_free};
  hwloc_bitmap_or(kept.get(), kept.get(), topology.cpus_of(2));
  ASSERT_EQ(hwloc_topology_restrict(topology.get(), kept.get(), 0), 0);

  EXPECT_EQ(hwloc_get_nbobjs_by_type(topology.get(), HWLOC_OBJ_NUMANODE), 4);
  EXPECT_THAT(topology.cpu_nodes(), ElementsAre(0, 2));
  EXPECT_THROW((PinnedThread{topology, 1}), CannotRun);
}

TEST(Topology, DigestNamesTheShapeAndOnlyTheShape) {
  const std::string digest = Topology::synthetic(four_nodes).digest();

  EXPECT_EQ(digest.size(), 16u);
  EXPECT_EQ(digest, Topology::synthetic(four_nodes).digest());
  EXPECT_NE(digest, Topology::synthetic("numa:2 core:2 pu:2").digest());
  EXPECT_NE(digest, Topology::synthetic("numa:4 core:4 pu:1").digest());
}

TEST(Topology, IsWrittenAsXmlThatHwlocReadsAgain) {
  const std::string xml = Topology::synthetic(four_nodes).xml();
  hwloc_topology_t again = nullptr;
  ASSERT_EQ(hwloc_topology_init(&again), 0);
  ASSERT_EQ(hwloc_topology_set_xmlbuffer(again, xml.c_str(), static_cast<int>(xml.size() + 1)), 0);
  ASSERT_EQ(hwloc_topology_load(again), 0);

  EXPECT_EQ(hwloc_get_nbobjs_by_type(again, HWLOC_OBJ_NUMANODE), 4);
  hwloc_topology_destroy(again);
}

TEST(Topology, OfAnotherMachineIsRefusedByTheVariablesName) {
  for (const char* variable : {"HWLOC_XMLFILE", "HWLOC_SYNTHETIC", "HWLOC_FSROOT", "HWLOC_CPUID_PATH"}) {
    setenv(variable, "numa:4 core:2 pu:1", 1);
    try {
      Topology::of_this_machine();
      ADD_FAILURE() << variable << " was believed";
    } catch (const CannotRun& refusal) {
      EXPECT_NE(std::string(refusal.what()).find(variable), std::string::npos) << refusal.what();
    }
    unsetenv(variable);
  }
}

TEST(Topology, NonsenseIsOneSentence) { EXPECT_THROW(Topology::synthetic("no machine"), CannotRun); }

TEST(PinnedThread, RunsOnTheNodeAndIsFreeAgainAfterwards) {
  const Topology machine = Topology::of_this_machine();
  const int node = machine.cpu_nodes().front();
  const CpuSet before = binding(machine);
  {
    const PinnedThread pin{machine, node};
    EXPECT_NE(hwloc_bitmap_isincluded(binding(machine).get(), machine.cpus_of(node)), 0);
  }

  EXPECT_NE(hwloc_bitmap_isequal(binding(machine).get(), before.get()), 0);
}

TEST(PinnedThread, RefusesANodeThatDoesNotExist) {
  const Topology machine = Topology::of_this_machine();

  EXPECT_THROW((PinnedThread{machine, 4711}), CannotRun);
}

}  // namespace
}  // namespace mapproof::bench
