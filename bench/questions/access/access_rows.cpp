// Making rows about accesses, and refusing those that a target cannot bring about.
// SPDX-License-Identifier: Apache-2.0
#include "access_rows.hpp"

#include "result/run_event.hpp"

namespace mapproof::bench {
namespace {

std::optional<Refusal> impossible(const Session& session, const AccessCase& which, bool writing) {
  const mapproof_window* const window = which.window;
  if (window == nullptr) return without_window(session.facts());
  if (!session.has(&mapproof_backend::mmap_device_memory)) return without_call("mmap_device_memory");
  if (window->is_memory == 0) return Refusal{ENOTSUP, "registers are neither read nor written."};
  if (writing && !session.may_write()) return Refusal{ENOTSUP, "writing was not allowed: give --allow-write."};
  if (writing && (window->protection & MAPPROOF_PROT_WRITE) == 0) return Refusal{ENOTSUP, "the window is read-only."};
  return std::nullopt;
}

}  // namespace

std::vector<AccessCase> ways_to_cache(AccessCase which) {
  if (which.window == nullptr) {
    which.caching = MAPPROOF_UNCACHED;
    return {which};
  }
  which.nocache = true;
  which.caching = which.window->with_nocache;
  if (which.window->without_nocache == which.caching) return {which};
  AccessCase other = which;
  other.nocache = false;
  other.caching = which.window->without_nocache;
  return {which, other};
}

Row access_row(const Session& session, const Site& site, const AccessCase& which, const AccessQuestion& question) {
  Row row;
  row.name = question.name;
  row.arguments = {{"width", which.width}};
  if (which.stride > which.width) row.arguments["stride"] = which.stride;
  row.place = site.place();
  row.operations = static_cast<std::int64_t>(session.page() / std::max(which.stride, which.width));
  row.bytes = static_cast<std::int64_t>(which.width);
  row.sweep = [which, ask = question.ask](benchmark::State& state) { ask(state, which); };
  return row;
}

Group access_rows(const Session& session, const Site& site, const AccessCase& on_window,
                  const AccessQuestion& question) {
  const std::string floor = "floor_" + question.name;
  Group group;
  for (const AccessCase& which : ways_to_cache(on_window)) {
    Row row = access_row(session, site, which, question);
    row.arguments["caching"] = name_of_caching(which.caching);
    row.floor = floor;
    row.needs = {"MDM_01"};
    if (which.caching == MAPPROOF_UNCACHED) row.needs.emplace_back("MDM_38");
    if (question.writing) row.needs.emplace_back("MDM_07");
    row.refusal = impossible(session, which, question.writing);
    group.push_back(std::move(row));
  }
  Site ordinary = site;
  ordinary.window = nullptr;
  AccessCase in_memory = on_window;
  in_memory.window = nullptr;
  group.push_back(access_row(session, ordinary, in_memory, {floor, question.ask, question.writing}));
  return group;
}

}  // namespace mapproof::bench
