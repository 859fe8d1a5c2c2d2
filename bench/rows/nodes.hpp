// The machine as hwloc sees it: which NUMA nodes have CPUs, and a digest that names the topology.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <hwloc.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mapproof::bench {

class Topology {
 public:
  /// The machine that the program runs on. Throws CannotRun if hwloc cannot read it.
  static Topology of_this_machine();
  /// A made-up machine in hwloc's synthetic notation, e.g. "numa:4 core:2 pu:1".
  static Topology synthetic(const std::string& description);

  hwloc_topology_t get() const { return topology_.get(); }

  /// Nodes with at least one CPU that this process may use, by the operating system's number. A node without CPUs is
  /// memory only and not listed.
  std::vector<int> cpu_nodes() const;

  /// The CPUs of a node, or NULL if there is no such node.
  hwloc_const_cpuset_t cpus_of(int node) const;

  /// How many CPUs the node has that has most; at least 1.
  int most_cpus() const;

  /// How far a memory node is from a CPU node as the firmware rates it (10 is at home), if it does.
  std::optional<double> distance(int cpu_node, int memory_node) const;

  /// 16 hex digits over nodes, packages, cores, CPUs, caches and distances: equal on equal machines and after a reboot.
  std::string digest() const;

  /// All that hwloc knows of the machine, in its own XML, which `lstopo --input FILE` draws.
  std::string xml() const;

 private:
  struct Destroy {
    void operator()(hwloc_topology_t topology) const { hwloc_topology_destroy(topology); }
  };
  explicit Topology(const char* description);
  std::unique_ptr<std::remove_pointer_t<hwloc_topology_t>, Destroy> topology_;
};

/// Every (CPU node, memory node) pair, CPU node first.
std::vector<std::pair<int, int>> node_pairs(const std::vector<int>& cpu_nodes, const std::vector<int>& memory_nodes);

}  // namespace mapproof::bench
