// Making rows about mapping, and refusing those that a target cannot bring about.
// SPDX-License-Identifier: Apache-2.0
#include "map_rows.hpp"

namespace mapproof::bench {
namespace {

Row make_row(const Session& session, const Site& site, const MapCase& which, const MapQuestion& question) {
  Row row;
  row.name = question.name;
  row.arguments = question.arguments;
  row.place = site.place();
  row.refusal = impossible(session, site, which);
  row.calls = [which, ask = question.ask](benchmark::State& state, CallTimer& timer) { ask(state, which, timer); };
  return row;
}

}  // namespace

mapproof_map_request request_for(const mapproof_window* window, std::size_t length) {
  mapproof_map_request request{};
  request.length = length;
  if (window == nullptr) return request;
  request.physical = window->physical;
  const bool nocache = window->with_nocache == MAPPROOF_UNCACHED;
  request.protection = MAPPROOF_PROT_READ | (nocache ? MAPPROOF_PROT_NOCACHE : 0u);
  return request;
}

MapCase map_case(const Session& session, const Site& site, std::size_t length) {
  const MapCalls calls{session.table().mmap_device_memory, session.table().munmap_device_memory};
  return {&session, calls, request_for(site.window, length), false, false};
}

std::optional<Refusal> impossible(const Session& session, const Site& site, const MapCase& which) {
  const mapproof_backend& table = session.table();
  if (!which.is_floor && table.mmap_device_memory == nullptr) return without_call("mmap_device_memory");
  if (!which.is_floor && table.munmap_device_memory == nullptr) return without_call("munmap_device_memory");
  if (which.is_floor && table.floor_map == nullptr) return without_call("floor_map");
  if (which.is_floor && table.floor_unmap == nullptr) return without_call("floor_unmap");
  if (site.window == nullptr) return without_window(session.facts());
  const std::uint32_t protection = which.request.protection;
  if (which.request.length > site.window->length) {
    return Refusal{ENOTSUP, "the window has only " + std::to_string(site.window->length) + " bytes."};
  }
  if (which.touch && site.window->is_memory == 0) return Refusal{ENOTSUP, "registers are not touched."};
  if ((protection & MAPPROOF_PROT_WRITE) == 0) return std::nullopt;
  if (!session.may_write()) return Refusal{ENOTSUP, "writing was not allowed: give --allow-write."};
  if ((site.window->protection & MAPPROOF_PROT_WRITE) == 0) return Refusal{ENOTSUP, "the window is read-only."};
  return std::nullopt;
}

void add_with_floor(const Session& session, const Site& site, const MapCase& which, const MapQuestion& question,
                    Group& group) {
  MapQuestion bare = question;
  bare.name = "floor_" + question.name;
  Row row = make_row(session, site, which, question);
  row.floor = bare.name;
  row.bounded = true;
  row.needs = question.needs;
  group.push_back(std::move(row));
  group.push_back(make_row(session, site, floor_of(which), bare));
}

}  // namespace mapproof::bench
