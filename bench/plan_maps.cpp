// The rows of map, unmap and map_unmap: by length, and with or without a first touch of every page.
// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "plan.hpp"
#include "questions.hpp"

namespace mapproof::bench {
namespace {

constexpr std::size_t kib = 1024;
constexpr std::size_t mib = 1024 * kib;
constexpr std::array lengths{4 * kib, 32 * kib, 256 * kib, 2 * mib, 16 * mib, 64 * mib};

struct Question {
  const char* name;
  const char* floor;
  void (*measure)(benchmark::State&, const MapCase&);
  bool in_batches;
};

constexpr std::array questions{
    Question{"map", "floor_map", map, true},
    Question{"unmap", "floor_unmap", unmap, true},
    Question{"map_unmap", "floor_map_unmap", map_unmap, false},
    Question{"floor_map", "", floor_map, true},
    Question{"floor_unmap", "", floor_unmap, true},
    Question{"floor_map_unmap", "", floor_map_unmap, false},
};

std::optional<Refusal> impossible(const Session& session, const Site& site, const MapCase& which, bool is_floor) {
  const mapproof_backend& table = session.table();
  if (!is_floor && table.mmap_device_memory == nullptr) return without_call("mmap_device_memory");
  if (!is_floor && table.munmap_device_memory == nullptr) return without_call("munmap_device_memory");
  if (is_floor && table.floor_map == nullptr) return without_call("floor_map");
  if (is_floor && table.floor_unmap == nullptr) return without_call("floor_unmap");
  if (site.window == nullptr) return without_window(session.facts());
  if (which.request.length > site.window->length) {
    return Refusal{ENOTSUP, "the window has only " + std::to_string(site.window->length) + " bytes."};
  }
  if (which.touch && site.window->is_memory == 0) return Refusal{ENOTSUP, "registers are not touched."};
  return std::nullopt;
}

mapproof_map_request request_for(const mapproof_window* window, std::size_t length) {
  mapproof_map_request request{};
  request.length = length;
  if (window == nullptr) return request;
  request.physical = window->physical;
  // As a driver would map it: uncached where the window can be.
  const bool nocache = window->with_nocache == MAPPROOF_UNCACHED;
  request.protection = MAPPROOF_PROT_READ | (nocache ? MAPPROOF_PROT_NOCACHE : 0u);
  return request;
}

Row make_row(const Session& session, const Site& site, const MapCase& which, const Question& question) {
  Row row;
  row.name = question.name;
  row.arguments = {{"length", which.request.length}, {"touch", which.touch ? "pages" : "none"}};
  row.place = site.place();
  row.floor = question.floor;
  row.own_clock = question.in_batches;
  row.operations = question.in_batches ? static_cast<std::int64_t>(which.batch()) : 1;
  row.refusal = impossible(session, site, which, row.floor.empty());
  row.measure = [which, measure = question.measure](benchmark::State& state) { measure(state, which); };
  return row;
}

}  // namespace

void plan_maps(const Session& session, const Site& site, std::vector<Group>& plan) {
  const MapCalls calls{session.table().mmap_device_memory, session.table().munmap_device_memory};
  for (const bool touch : {false, true}) {
    for (const std::size_t length : lengths) {
      const MapCase which{&session, calls, request_for(site.window, length), touch, false};
      Group group;
      for (const Question& question : questions) group.push_back(make_row(session, site, which, question));
      plan.push_back(std::move(group));
    }
  }
}

}  // namespace mapproof::bench
