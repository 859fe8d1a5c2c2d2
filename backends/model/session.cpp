// Opening a target, describing it, and closing it.
// SPDX-License-Identifier: Apache-2.0
#include "session.hpp"

#include <sys/mman.h>

#include <cstdio>
#include <new>
#include <system_error>

#include "fork.hpp"
#include "model/calls/calls.hpp"
#include "model/calls/placing.hpp"
#include "native.hpp"

namespace {

std::atomic<std::uint64_t> next_session_id{1};

}  // namespace

mapproof_session::mapproof_session(const mapproof::model::Target& opened, const mapproof::ProfileRules& followed)
    : id(next_session_id.fetch_add(1, std::memory_order_relaxed)),
      target(opened),
      rules(followed),
      space(mapproof::model::probe_address_space(opened.page)),
      memory(*opened.scene, opened.node_count, opened.page),
      conditions(opened),
      pool_names(mapproof::model::pool_names(opened.node_count)) {
  closed_page = ::mmap(nullptr, memory.page(), PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0);
  if (closed_page == MAP_FAILED) throw std::bad_alloc();
  notes = {{"model.scene", opened.scene->name.data()},
           {"model.rules", rules.profile.data()},
           {"model.typed_memory", pool_names.c_str()}};
  facts.struct_size = sizeof facts;
  facts.offset_bits = target.offset_bits;
  facts.page_size = memory.page();
  facts.lowest_address = space.lowest;
  facts.highest_address = space.highest;
  facts.highest_physical = target.scene->highest_physical;
  facts.invalid_flags = mapproof::model::native::invalid_flags;
  facts.invalid_protection = mapproof::model::native::invalid_protection;
  facts.memory_kinds = (2u << MAPPROOF_MEMORY_COPY) - 1;
  if (!memory.file().tells_touched()) facts.memory_kinds &= ~(1u << MAPPROOF_MEMORY_LAZY);
  facts.node_count = target.node_count;
  facts.window_count = target.scene->window_count;
  facts.windows = target.scene->windows;
  facts.note_count = notes.size();
  facts.notes = notes.data();
  io_facts = mapproof::model::io_facts_of(*this);
  pools = mapproof::model::pools(opened.node_count);
  typed_facts = {sizeof typed_facts, 0, pools.size(), pools.data()};
  mapproof::model::enlist(*this);
}

mapproof_session::~mapproof_session() {
  mapproof::model::delist(*this);
  mapproof::model::remove_pages(*this, {0, UINT64_MAX}, mapproof::model::no_limits);
  ::munmap(closed_page, memory.page());
}

namespace mapproof::model {
namespace {

mapproof_open_outcome refused(int error, const std::string& sentence) {
  mapproof_open_outcome outcome{};
  outcome.error = error;
  std::snprintf(outcome.message, sizeof outcome.message, "%s", sentence.c_str());
  return outcome;
}

mapproof_open_outcome open_target(const mapproof_open_request& request) {
  Target target;
  if (const std::string problem = parse_target(request.target, target); !problem.empty()) {
    return refused(EINVAL, problem);
  }
  mapproof_open_outcome outcome{};
  outcome.session = new mapproof_session(target, rules_of(request.profile));
  return outcome;
}

}  // namespace

mapproof_open_outcome open(const mapproof_open_request* request) {
  try {
    return open_target(*request);
  } catch (const std::bad_alloc&) {
    return refused(ENOMEM, "the model needs more memory than this process may have: raise its limits.");
  } catch (const std::system_error& problem) {
    return refused(problem.code().value(), std::string("the model cannot create its physical memory (") +
                                               problem.code().message() + "): raise this process's limits.");
  }
}

void close(mapproof_session* session) { delete session; }

const mapproof_facts* facts(mapproof_session* session) { return &session->facts; }

Range whole_pages(const mapproof_session& session, std::uint64_t address, std::uint64_t length) {
  const std::uint64_t mask = session.page_mask();
  const std::uint64_t start = address & ~mask;
  const std::uint64_t end = address + length;
  if (end < address || end + mask < end) return {start, 0};
  return {start, (end + mask) & ~mask};
}

bool inside(const AddressSpace& space, Range range) {
  return range.start >= space.lowest && range.end != 0 && range.end - 1 <= space.highest;
}

}  // namespace mapproof::model
