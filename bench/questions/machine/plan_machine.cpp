// The rows that belong to a CPU node and to no window: canaries, populating memory, and mmap(D2).
// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "questions/questions.hpp"
#include "rows/plan.hpp"

namespace mapproof::bench {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t populated = 2 * 1024 * 1024;
constexpr std::array<std::size_t, 4> device_pages{1, 16, 256, 1024};

Row row_of(int cpu_node, const char* name, const Json& arguments) {
  Row row;
  row.name = name;
  row.arguments = arguments;
  row.place = {cpu_node, -1, ""};
  return row;
}

Group canaries(int cpu_node) {
  Group group{row_of(cpu_node, "canary_registers", Json::object()), row_of(cpu_node, "canary_memory", Json::object())};
  group[0].sweep = canary_registers;
  group[1].sweep = canary_memory;
  group[1].operations = 64;
  return group;
}

using Populate = void (*)(benchmark::State&, const Session&, std::size_t, CallTimer&);

void add_populate(const Session& session, int cpu_node, const char* way, Populate ask, Group& group) {
  Row row = row_of(cpu_node, "populate", {{"by", way}, {"range", populated}});
  row.floor = "floor_populate";
  row.operations = static_cast<std::int64_t>(populated / session.page());
  for (const auto& [exists, call] : {std::pair{session.has(&mapproof_backend::mmap), "mmap"},
                                     std::pair{session.has(&mapproof_backend::munmap), "munmap"},
                                     std::pair{session.has(&mapproof_backend::mlock), "mlock"}}) {
    if (!exists) row.refusal = without_call(call);
  }
  row.calls = [&session, ask](benchmark::State& state, CallTimer& timer) { ask(state, session, populated, timer); };
  group.push_back(std::move(row));
}

void add_floor_of_populate(const Session& session, int cpu_node, bool large_pages, Group& group) {
  Row row = large_pages ? row_of(cpu_node, "floor_populate_large", {{"range", populated}})
                        : row_of(cpu_node, "floor_populate", {{"range", populated}});
  row.operations = static_cast<std::int64_t>(populated / session.page());
  row.calls = [&session, large_pages](benchmark::State& state, CallTimer& timer) {
    floor_populate(state, session, populated, large_pages, timer);
  };
  group.push_back(std::move(row));
}

Group populating(const Session& session, int cpu_node) {
  Group group;
  add_populate(session, cpu_node, "touch", populate_by_touch, group);
  add_populate(session, cpu_node, "lock", populate_by_lock, group);
  add_floor_of_populate(session, cpu_node, false, group);
  add_floor_of_populate(session, cpu_node, true, group);
  return group;
}

Group driver_maps(const Session& session, int cpu_node) {
  Group group;
  for (const std::size_t pages : device_pages) {
    Row row = row_of(cpu_node, "ddi_map", {{"pages", pages}});
    row.needs = {"DDI_02", "DDI_08"};
    if (!session.has(&mapproof_backend::driver_attach)) row.refusal = without_call("driver_attach");
    if (!session.has(&mapproof_backend::page_id)) row.refusal = without_call("page_id");
    row.calls = [&session, pages](benchmark::State& state, CallTimer& timer) { ddi_map(state, session, pages, timer); };
    group.push_back(std::move(row));
  }
  return group;
}

}  // namespace

void plan_machine(const Session& session, int cpu_node, std::vector<Group>& plan) {
  plan.push_back(canaries(cpu_node));
  plan.push_back(populating(session, cpu_node));
  plan.push_back(driver_maps(session, cpu_node));
}

}  // namespace mapproof::bench
