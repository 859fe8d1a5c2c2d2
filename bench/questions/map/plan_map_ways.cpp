// The rows about ways to map and what follows a map: by protection, over a mapping, at a hint, first touch, protect,
// split.
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "map_rows.hpp"
#include "questions/questions.hpp"

namespace mapproof::bench {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t large = 2 * 1024 * 1024;

constexpr std::array<std::pair<const char*, std::uint32_t>, 4> protections{{
    {"none", MAPPROOF_PROT_NONE},
    {"read", MAPPROOF_PROT_READ},
    {"write", MAPPROOF_PROT_WRITE},
    {"read and write", MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE},
}};

void by_protection(const Session& session, const Site& site, Group& group) {
  for (const auto& [name, protection] : protections) {
    for (const bool nocache : {false, true}) {
      MapCase which = map_case(session, site, session.page());
      which.request.protection = protection | (nocache ? MAPPROOF_PROT_NOCACHE : 0u);
      const Json arguments{{"protection", name}, {"nocache", nocache}};
      add_with_floor(session, site, which, {"map_protection", arguments, map_unmap, {"MDM_01", "MUN_03"}}, group);
    }
  }
}

// Of each access that the target allows.
void by_first_touch(const Session& session, const Site& site, Group& group) {
  for (const bool stores : {false, true}) {
    MapCase which = map_case(session, site, large);
    which.touch = true;
    if (stores) which.request.protection |= MAPPROOF_PROT_WRITE;
    const Json arguments{{"access", stores ? "store" : "load"}, {"range", large}};
    add_with_floor(session, site, which, {"first_touch", arguments, first_touch, {"MDM_01"}}, group);
  }
}

void by_change(const Session& session, const Site& site, std::size_t length, Group& group) {
  MapCase which = map_case(session, site, length);
  which.touch = site.window != nullptr && site.window->is_memory != 0;
  const Json arguments{{"length", length}};
  const std::size_t first = group.size();
  add_with_floor(session, site, which, {"protect", arguments, protect, {"MDM_01"}}, group);
  if (session.table().mprotect == nullptr) group[first].refusal = without_call("mprotect");
}

Group one_of(const Session& session, const Site& site, const MapCase& which, const MapQuestion& question) {
  Group group;
  add_with_floor(session, site, which, question, group);
  return group;
}

}  // namespace

void plan_map_ways(const Session& session, const Site& site, std::vector<Group>& plan) {
  Group protection;
  by_protection(session, site, protection);
  plan.push_back(std::move(protection));
  for (const std::size_t length : {session.page(), large}) {
    const MapCase which = map_case(session, site, length);
    const Json arguments{{"length", length}};
    plan.push_back(one_of(session, site, which, {"map_replace", arguments, map_replace, {"MDM_11"}}));
    plan.push_back(one_of(session, site, which, {"map_at_hint", arguments, map_at_hint, {"MDM_20"}}));
    Group change;
    by_change(session, site, length, change);
    plan.push_back(std::move(change));
  }
  Group touches;
  by_first_touch(session, site, touches);
  plan.push_back(std::move(touches));
  const MapCase three_pages = map_case(session, site, 3 * session.page());
  plan.push_back(one_of(session, site, three_pages, {"split", {{"pages", 3}}, split, {"MUN_09"}}));
}

}  // namespace mapproof::bench
