// The rows of map, unmap and map_unmap: by length, and with or without a first touch of every page.
// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "map_rows.hpp"
#include "questions/questions.hpp"

namespace mapproof::bench {
namespace {

constexpr std::size_t kib = 1024;
constexpr std::size_t mib = 1024 * kib;
constexpr std::array lengths{4 * kib, 32 * kib, 256 * kib, 2 * mib, 16 * mib, 64 * mib, 1024 * mib};

// Beside map_unmap of the smallest range, where a harness would show first.
void add_loop(const Session& session, const Site& site, const MapCase& which, const Row& timed, Group& group) {
  Row row = timed;
  row.name = "map_unmap_loop";
  row.refusal = impossible(session, site, which);
  row.calls = nullptr;
  row.sweep = [which](benchmark::State& state) { map_unmap_loop(state, which); };
  group.push_back(std::move(row));
}

Group by_length(const Session& session, const Site& site, std::size_t length, bool touch) {
  MapCase which = map_case(session, site, length);
  which.touch = touch;
  const nlohmann::ordered_json arguments{{"length", length}, {"touch", touch ? "pages" : "none"}};
  Group group;
  add_with_floor(session, site, which, {"map_unmap", arguments, map_unmap, {"MDM_01", "MUN_03"}}, group);
  if (length == lengths.front() && !touch) add_loop(session, site, which, Row{group.front()}, group);
  add_with_floor(session, site, which, {"map", arguments, map, {"MDM_01"}}, group);
  add_with_floor(session, site, which, {"unmap", arguments, unmap, {"MDM_01", "MUN_03"}}, group);
  return group;
}

}  // namespace

void plan_maps(const Session& session, const Site& site, std::vector<Group>& plan) {
  for (const bool touch : {false, true}) {
    for (const std::size_t length : lengths) plan.push_back(by_length(session, site, length, touch));
  }
}

}  // namespace mapproof::bench
