// Reading the topology through hwloc.
// SPDX-License-Identifier: Apache-2.0
#include "nodes.hpp"

#include <hwloc/distances.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

#include "fnv.hpp"
#include "host/cannot_run.hpp"

namespace mapproof::bench {
namespace {

constexpr std::array digested_types{HWLOC_OBJ_NUMANODE, HWLOC_OBJ_PACKAGE, HWLOC_OBJ_CORE,   HWLOC_OBJ_PU,
                                    HWLOC_OBJ_L1CACHE,  HWLOC_OBJ_L2CACHE, HWLOC_OBJ_L3CACHE};

void add_distances(hwloc_topology_t topology, Fnv& hash) {
  std::array<hwloc_distances_s*, 8> matrices{};
  auto count = static_cast<unsigned>(matrices.size());
  if (hwloc_distances_get(topology, &count, matrices.data(), 0, 0) != 0) return;
  for (unsigned n = 0; n < count && n < matrices.size(); ++n) {
    const hwloc_distances_s& matrix = *matrices[n];
    for (unsigned cell = 0; cell < matrix.nbobjs * matrix.nbobjs; ++cell) hash.add(matrix.values[cell]);
    hwloc_distances_release(topology, matrices[n]);
  }
}

// With one of these hwloc describes another machine, whose nodes a figure here would be invented for.
void require_this_machine() {
  for (const char* variable : {"HWLOC_XMLFILE", "HWLOC_SYNTHETIC", "HWLOC_FSROOT", "HWLOC_CPUID_PATH"}) {
    const char* const value = std::getenv(variable);
    if (value == nullptr || *value == '\0') continue;
    throw CannotRun("the environment variable " + std::string(variable) +
                    " makes hwloc describe another machine: unset it, figures are about this one.");
  }
}

}  // namespace

Topology::Topology(const char* description) {
  hwloc_topology_t topology = nullptr;
  if (hwloc_topology_init(&topology) != 0) throw CannotRun("hwloc cannot start: is there memory left?");
  topology_.reset(topology);
  if (description != nullptr && hwloc_topology_set_synthetic(topology, description) != 0) {
    throw CannotRun("hwloc does not understand the synthetic topology '" + std::string(description) + "'.");
  }
  if (hwloc_topology_load(topology) != 0) throw CannotRun("hwloc cannot read this machine's topology.");
}

Topology Topology::of_this_machine() {
  require_this_machine();
  return Topology(nullptr);
}
Topology Topology::synthetic(const std::string& description) { return Topology(description.c_str()); }

std::vector<int> Topology::cpu_nodes() const {
  std::vector<int> nodes;
  const hwloc_const_bitmap_t allowed = hwloc_topology_get_allowed_cpuset(get());
  for (hwloc_obj_t node = nullptr; (node = hwloc_get_next_obj_by_type(get(), HWLOC_OBJ_NUMANODE, node)) != nullptr;) {
    if (hwloc_bitmap_intersects(node->cpuset, allowed) != 0) nodes.push_back(static_cast<int>(node->os_index));
  }
  return nodes;
}

hwloc_const_cpuset_t Topology::cpus_of(int node) const {
  hwloc_obj* const object = hwloc_get_numanode_obj_by_os_index(get(), static_cast<unsigned>(node));
  return object == nullptr ? nullptr : object->cpuset;
}

int Topology::most_cpus() const {
  int most = 1;
  for (const int node : cpu_nodes()) most = std::max(most, hwloc_bitmap_weight(cpus_of(node)));
  return most;
}

std::optional<double> Topology::distance(int cpu_node, int memory_node) const {
  hwloc_distances_s* matrix = nullptr;
  unsigned count = 1;
  if (hwloc_distances_get_by_type(get(), HWLOC_OBJ_NUMANODE, &count, &matrix, HWLOC_DISTANCES_KIND_MEANS_LATENCY, 0) !=
          0 ||
      count == 0) {
    return std::nullopt;
  }
  hwloc_obj* const from = hwloc_get_numanode_obj_by_os_index(get(), static_cast<unsigned>(cpu_node));
  hwloc_obj* const to = hwloc_get_numanode_obj_by_os_index(get(), static_cast<unsigned>(memory_node));
  hwloc_uint64_t there = 0;
  hwloc_uint64_t back = 0;
  const bool known =
      from != nullptr && to != nullptr && hwloc_distances_obj_pair_values(matrix, from, to, &there, &back) == 0;
  hwloc_distances_release(get(), matrix);
  return known ? std::optional<double>(static_cast<double>(there)) : std::nullopt;
}

std::string Topology::xml() const {
  char* buffer = nullptr;
  int length = 0;
  if (hwloc_topology_export_xmlbuffer(get(), &buffer, &length, 0) != 0)
    throw CannotRun("hwloc cannot write this machine's topology as XML: is there memory left?");
  std::string text(buffer);
  hwloc_free_xmlbuffer(get(), buffer);
  return text;
}

std::string Topology::digest() const {
  Fnv hash;
  for (const hwloc_obj_type_t type : digested_types) {
    hash.add(static_cast<std::uint64_t>(type));
    for (hwloc_obj_t object = nullptr; (object = hwloc_get_next_obj_by_type(get(), type, object)) != nullptr;) {
      hash.add(object->os_index);
      hash.add(static_cast<std::uint64_t>(hwloc_bitmap_weight(object->cpuset)));
      // A node's memory is left out: firmware reserves a little more or less at each boot.
      if (hwloc_obj_type_is_cache(type) != 0) hash.add(object->attr->cache.size);
    }
  }
  add_distances(get(), hash);
  return hash.hex();
}

std::vector<std::pair<int, int>> node_pairs(const std::vector<int>& cpu_nodes, const std::vector<int>& memory_nodes) {
  std::vector<std::pair<int, int>> pairs;
  for (const int cpu_node : cpu_nodes) {
    for (const int memory_node : memory_nodes) pairs.emplace_back(cpu_node, memory_node);
  }
  return pairs;
}

}  // namespace mapproof::bench
