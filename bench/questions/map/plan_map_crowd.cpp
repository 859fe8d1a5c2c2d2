// The rows about a crowd: many mappings that are alive, and several threads or processes that map at once.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "map_rows.hpp"
#include "questions/questions.hpp"

namespace mapproof::bench {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::size_t, 5> others_alive{1, 100, 1000, 10000, 60000};
constexpr std::size_t many = 10000;  // from here on making them takes far longer than the calls that are timed
constexpr int repetitions_of_many = 1;
constexpr std::int64_t calls_among_many = 500;

Group among(const Session& session, const Site& site, std::size_t others) {
  const auto ask = [others](benchmark::State& state, const MapCase& which, CallTimer& timer) {
    map_among(state, which, others, timer);
  };
  Group group;
  add_with_floor(session, site, map_case(session, site, session.page()),
                 {"map_among", {{"others", others}}, ask, {"MDM_01", "MUN_03"}}, group);
  if (others < many) return group;
  for (Row& row : group) {
    row.most_repetitions = repetitions_of_many;
    row.iterations = calls_among_many;
  }
  return group;
}

Group against(const Session& session, const Site& site, const char* kind, int count) {
  const bool threads = kind == std::string("threads");
  const auto ask = [count, threads](benchmark::State& state, const MapCase& which, CallTimer& timer) {
    threads ? map_contended_by_threads(state, which, count, timer)
            : map_contended_by_processes(state, which, count, timer);
  };
  Group group;
  add_with_floor(session, site, map_case(session, site, session.page()),
                 {"map_contended", {{"by", kind}, {"count", count}}, ask, {"MDM_01", "MDM_47"}}, group);
  return group;
}

}  // namespace

void plan_map_crowd(const Session& session, const Site& site, int cpus, std::vector<Group>& plan) {
  for (const std::size_t others : others_alive) plan.push_back(among(session, site, others));
  for (const char* kind : {"threads", "processes"}) {
    for (int count = 1; count < cpus; count *= 2) plan.push_back(against(session, site, kind, count));
    plan.push_back(against(session, site, kind, std::max(cpus, 1)));
  }
}

}  // namespace mapproof::bench
