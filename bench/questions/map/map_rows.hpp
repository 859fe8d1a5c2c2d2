// Rows about mapping, each with its floor: the same question asked with the bare system calls.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "map_case.hpp"
#include "rows/plan.hpp"

namespace mapproof::bench {

struct MapQuestion {
  std::string name;  ///< its floor is "floor_" and this
  nlohmann::ordered_json arguments = nlohmann::ordered_json::object();
  std::function<void(benchmark::State&, const MapCase&, CallTimer&)> ask{};
  std::vector<std::string> needs{};  ///< requirements
};

/// As a driver would map it: readable, and uncached where the window can be. `window` may be NULL.
mapproof_map_request request_for(const mapproof_window* window, std::size_t length);

/// The case of a length with the calls under test.
MapCase map_case(const Session& session, const Site& site, std::size_t length);

/// Why this target cannot be asked, if so.
std::optional<Refusal> impossible(const Session& session, const Site& site, const MapCase& which);

/// The row, and behind it its floor.
void add_with_floor(const Session& session, const Site& site, const MapCase& which, const MapQuestion& question,
                    Group& group);

}  // namespace mapproof::bench
