// The rows of mmio_read and mmio_write: by width, and by each way in which the window can be cached.
// SPDX-License-Identifier: Apache-2.0
#include "plan.hpp"
#include "questions.hpp"
#include "schema/run_event.hpp"

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

Row make_row(const Site& site, const AccessCase& which, const char* name,
             void (*measure)(benchmark::State&, const AccessCase&)) {
  Row row;
  row.name = name;
  row.arguments = {{"width", which.width}};
  row.place = site.place();
  row.operations = static_cast<std::int64_t>(which.session->page() / which.width);
  row.bytes = static_cast<std::int64_t>(which.width);
  row.measure = [which, measure](benchmark::State& state) { measure(state, which); };
  return row;
}

void add_window_rows(const Session& session, const Site& site, const AccessCase& which, Group& group) {
  Row read = make_row(site, which, "mmio_read", mmio_read);
  read.floor = "floor_read";
  read.refusal = impossible(session, which, false);
  Row write = make_row(site, which, "mmio_write", mmio_write);
  write.floor = "floor_write";
  write.refusal = impossible(session, which, true);
  for (Row* row : {&read, &write}) {
    row->arguments["caching"] = name_of_caching(which.caching);
    group.push_back(std::move(*row));
  }
}

// With PROT_NOCACHE and without; once where both give the same.
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

}  // namespace

void plan_accesses(const Session& session, const Site& site, std::vector<Group>& plan) {
  for (const std::size_t width : access_widths) {
    Group group;
    const AccessCase on_window{&session, site.window, site.memory_node, false, MAPPROOF_CACHING_UNKNOWN, width};
    for (const AccessCase& which : ways_to_cache(on_window)) add_window_rows(session, site, which, group);

    Site ordinary = site;
    ordinary.window = nullptr;
    AccessCase in_memory = on_window;
    in_memory.window = nullptr;
    group.push_back(make_row(ordinary, in_memory, "floor_read", floor_read));
    group.push_back(make_row(ordinary, in_memory, "floor_write", floor_write));
    plan.push_back(std::move(group));
  }
}

}  // namespace mapproof::bench
