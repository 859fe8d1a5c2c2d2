// Pairs of nodes, windows on them, and the choice of rows by their label.
// SPDX-License-Identifier: Apache-2.0
#include "plan.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <regex>
#include <set>

#include "host/cannot_run.hpp"
#include "nodes.hpp"

namespace mapproof::bench {
namespace {

bool better(const mapproof_window& window, const mapproof_window& than) {
  if (window.is_memory != than.is_memory) return window.is_memory > than.is_memory;
  return window.length > than.length;
}

std::map<int, const mapproof_window*> best_windows(const mapproof_facts& facts) {
  std::map<int, const mapproof_window*> best;
  for (std::size_t n = 0; n < facts.window_count; ++n) {
    const mapproof_window& window = facts.windows[n];
    const mapproof_window*& known = best[window.node];
    if (known == nullptr || better(window, *known)) known = &window;
  }
  return best;
}

std::regex compile(const std::string& expression) {
  try {
    return std::regex(expression);
  } catch (const std::regex_error& error) {
    throw CannotRun("--filter '" + expression + "' is not a regular expression (" + error.what() + "): correct it.");
  }
}

Group select(const Group& group, const std::regex& wanted) {
  std::set<std::string> floors;
  std::set<const Row*> chosen;
  for (const Row& row : group) {
    if (!std::regex_search(label(row), wanted)) continue;
    chosen.insert(&row);
    floors.insert(row.floor);
  }
  Group selected;
  for (const Row& row : group) {
    if (chosen.count(&row) != 0 || floors.count(row.name) != 0) selected.push_back(row);
  }
  return selected;
}

}  // namespace

std::vector<Site> window_sites(const Session& session, const std::vector<int>& cpu_nodes) {
  const std::map<int, const mapproof_window*> windows = best_windows(session.facts());
  std::vector<int> memory_nodes;
  memory_nodes.reserve(windows.size());
  for (const auto& entry : windows) memory_nodes.push_back(entry.first);
  if (memory_nodes.empty()) memory_nodes.push_back(-1);
  std::vector<Site> sites;
  for (const auto& [cpu_node, memory_node] : node_pairs(cpu_nodes, memory_nodes)) {
    sites.push_back({cpu_node, memory_node, windows.empty() ? nullptr : windows.at(memory_node)});
  }
  return sites;
}

std::vector<Site> memory_sites(const Session& session, const std::vector<int>& cpu_nodes) {
  std::vector<int> memory_nodes(session.facts().node_count);
  std::iota(memory_nodes.begin(), memory_nodes.end(), 0);
  std::vector<Site> sites;
  for (const auto& [cpu_node, memory_node] : node_pairs(cpu_nodes, memory_nodes)) {
    sites.push_back({cpu_node, memory_node, nullptr});
  }
  return sites;
}

std::vector<Group> make_plan(const Session& session, const std::vector<int>& cpu_nodes, int cpus_of_a_node) {
  std::vector<Group> plan;
  for (const int cpu_node : cpu_nodes) plan_machine(session, cpu_node, plan);
  for (const Site& site : window_sites(session, cpu_nodes)) {
    plan_maps(session, site, plan);
    plan_map_ways(session, site, plan);
    plan_map_crowd(session, site, cpus_of_a_node, plan);
    plan_accesses(session, site, plan);
    plan_access_shapes(session, site, plan);
  }
  for (const Site& site : memory_sites(session, cpu_nodes)) {
    plan_offsets(session, site, plan);
    plan_offset_cache(session, site, plan);
  }
  return plan;
}

std::vector<Group> select(const std::vector<Group>& plan, const std::string& expression) {
  const std::regex wanted = compile(expression);
  std::vector<Group> selected;
  for (const Group& group : plan) {
    Group rows = select(group, wanted);
    if (!rows.empty()) selected.push_back(std::move(rows));
  }
  if (selected.empty()) {
    throw CannotRun("--filter '" + expression + "' matches no row: --list shows them all.");
  }
  return selected;
}

const Row* floor_of(const Row& row, const Group& group) {
  if (row.floor.empty()) return nullptr;
  const auto found =
      std::find_if(group.begin(), group.end(), [&](const Row& other) { return other.name == row.floor; });
  return found == group.end() ? nullptr : &*found;
}

}  // namespace mapproof::bench
