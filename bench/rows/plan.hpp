// Which rows a run consists of: every question, over the target's windows and the machine's nodes.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/session.hpp"
#include "row.hpp"

namespace mapproof::bench {

/// All groups of a target. Rows that this target cannot bring about are in it too, refused with their reason. The
/// session must outlive the plan.
std::vector<Group> make_plan(const Session& session, const std::vector<int>& cpu_nodes, int cpus_of_a_node = 1);

/// The groups of a plan that hold a row whose label matches, with just these rows and their floors. Throws CannotRun if
/// the expression is none, or matches nothing.
std::vector<Group> select(const std::vector<Group>& plan, const std::string& expression);

/// A row's floor: the row of its group that it is held against, or NULL.
const Row* floor_of(const Row& row, const Group& group);

/// One (CPU node, memory node) pair, and the window that lies on the memory node.
struct Site {
  int cpu_node = 0;
  int memory_node = 0;
  const mapproof_window* window = nullptr;

  Place place() const { return {cpu_node, memory_node, window == nullptr ? "" : window->name}; }
};

/// The pairs of CPU nodes and nodes with a window, with the best window of each: memory before registers, then the
/// longest. Without any window one pair for each CPU node, of memory node -1.
std::vector<Site> window_sites(const Session& session, const std::vector<int>& cpu_nodes);

/// The pairs of CPU nodes and nodes with ordinary memory.
std::vector<Site> memory_sites(const Session& session, const std::vector<int>& cpu_nodes);

// The parts of a plan.
void plan_maps(const Session& session, const Site& site, std::vector<Group>& plan);
void plan_map_ways(const Session& session, const Site& site, std::vector<Group>& plan);
void plan_map_crowd(const Session& session, const Site& site, int cpus, std::vector<Group>& plan);
void plan_accesses(const Session& session, const Site& site, std::vector<Group>& plan);
void plan_access_shapes(const Session& session, const Site& site, std::vector<Group>& plan);
void plan_offsets(const Session& session, const Site& site, std::vector<Group>& plan);
void plan_offset_cache(const Session& session, const Site& site, std::vector<Group>& plan);
void plan_machine(const Session& session, int cpu_node, std::vector<Group>& plan);

/// The refusal of a row that needs a window where the target has none.
inline Refusal without_window(const mapproof_facts& facts) {
  return {ENOTSUP, facts.no_window != nullptr ? facts.no_window : "the target offers no window."};
}

/// The refusal of a row whose call the backend does not have.
inline Refusal without_call(const char* call) { return {ENOTSUP, "the backend has no " + std::string(call) + "()."}; }

}  // namespace mapproof::bench
