// The rows of the offset questions: repeated, chained, kept, missed, batched, by contiguity and after fork().
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "offset_rows.hpp"
#include "questions/questions.hpp"

namespace mapproof::bench {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::size_t, 3> batches{64, 1024, 4096};  // pages
constexpr std::int64_t lookups_of_a_child = 1000;              // it takes longer to make than they do
constexpr std::size_t chained = 64;                            // pages
constexpr std::array<std::size_t, 2> ranges{4096, 16384};      // pages
constexpr std::size_t pages_of_a_repetition = 20 * 16384;      // to make a range takes much longer than a lookup
constexpr std::array<std::pair<const char*, std::uint32_t>, 3> contiguities{{
    {"as it comes", MAPPROOF_MEMORY_ANONYMOUS},
    {"one run", MAPPROOF_MEMORY_CONTIGUOUS},
    {"no two pages", MAPPROOF_MEMORY_FRAGMENTED},
}};

// Each width of the result with a floor about memory of the same kind: what lies below 2 GiB is other memory.
void add_single(const Session& session, const Site& site, const OffsetCase& page, Group& group) {
  const bool low =
      session.facts().offset_bits == 32 && (session.facts().memory_kinds >> MAPPROOF_MEMORY_BELOW_2G & 1u) != 0;
  OffsetCase low_page = page;
  if (low) low_page.kind = MAPPROOF_MEMORY_BELOW_2G;
  const char* const floor_of_narrow = low ? "floor_offset_low" : "floor_offset";
  const auto row = [&](const OffsetCase& which, const OffsetSubject& call, const char* name, const Json& arguments) {
    return timed(offset_row(site, which, call, name, arguments), which, call, offset_repeated);
  };
  const Json length{{"length", page.length}};
  group.push_back(
      against(row(page, wide(session), "offset_repeated", {{"call", "mem_offset64"}, {"length", page.length}}),
              "floor_offset", true));
  group.push_back(
      against(row(low_page, narrow(session), "offset_repeated", {{"call", "mem_offset"}, {"length", page.length}}),
              floor_of_narrow, true));
  group.push_back(row(page, bare(session), "floor_offset", length));
  if (low) group.push_back(row(low_page, bare(session), "floor_offset_low", length));
}

void add_with_another_past(const Session& session, const Site& site, const OffsetCase& page, Group& group) {
  const OffsetSubject call = wide(session);
  Row kept = offset_row(site, page, call, "offset_kept", Json::object());
  group.push_back(against(swept(std::move(kept), page, call, offset_kept), "floor_loop", false));
  Row missed = offset_row(site, page, call, "offset_miss", Json::object());
  group.push_back(against(timed(std::move(missed), page, call, offset_miss), "floor_offset", true));
  Row forked = offset_row(site, page, call, "offset_after_fork", {{"call", call.name}});
  forked.iterations = lookups_of_a_child;
  group.push_back(against(timed(std::move(forked), page, call, offset_after_fork), "floor_offset", false));
}

// A batch is held against single lookups: it may well be cheaper.
void add_batches(const Session& session, const Site& site, const OffsetCase& page, Group& group) {
  for (const std::size_t pages : batches) {
    OffsetCase many = page;
    many.length = pages * session.page();
    const OffsetSubject call = wide(session);
    Row at_once = offset_row(site, many, call, "offset_batched", {{"pages", pages}, {"by", "mem_extents"}});
    if (!session.has(&mapproof_backend::mem_extents)) at_once.refusal = without_call("mem_extents");
    group.push_back(
        against(per_page(timed(at_once, many, call, offset_batched_by_extents), pages), "floor_offset", false));
    const Row walked = offset_row(site, many, call, "offset_batched", {{"pages", pages}, {"by", "contig_length"}});
    group.push_back(
        against(per_page(timed(walked, many, call, offset_batched_by_lookups), pages), "floor_offset", false));
  }
}

// Held against the bare system call that reads all of the same range at once.
Group whole_range(const Session& session, const Site& site, const OffsetCase& page, std::size_t count) {
  OffsetCase many = page;
  many.length = count * session.page();
  Json arguments{{"pages", count}};
  if (page.kind == MAPPROOF_MEMORY_LARGE) arguments["in"] = "large pages";
  Row row = offset_row(site, many, wide(session), "offset_range", arguments);
  if (!session.has(&mapproof_backend::mem_extents)) row.refusal = without_call("mem_extents");
  Row floor = offset_row(site, many, bare(session), "floor_offset_range", arguments);
  row.iterations = floor.iterations = static_cast<std::int64_t>(pages_of_a_repetition / count);
  return {per_page(against(timed(std::move(row), many, wide(session), offset_batched_by_extents), "floor_offset_range",
                           true),
                   count),
          per_page(timed(std::move(floor), many, bare(session), offset_repeated), count)};
}

Group chains(const Session& session, const Site& site, const OffsetCase& page) {
  OffsetCase many = page;
  many.length = chained * session.page();
  const Json pages{{"pages", chained}};
  Group group;
  for (const OffsetSubject& call : {wide(session), bare(session)}) {
    const bool is_floor = call.needs.empty();
    Row row = offset_row(site, many, call, is_floor ? "floor_offset_chain" : "offset_chain", pages);
    row = per_page(swept(std::move(row), many, call, offset_chain), chained);
    group.push_back(is_floor ? std::move(row) : against(std::move(row), "floor_offset_chain", true));
  }
  return group;
}

Group by_contiguity(const Session& session, const Site& site, const OffsetCase& page) {
  Group group;
  for (const auto& [name, kind] : contiguities) {
    OffsetCase many = page;
    many.length = chained * session.page();
    many.kind = kind;
    OffsetSubject call = wide(session);
    call.needs.emplace_back("MOF_04");
    const Json arguments{{"pages", chained}, {"contiguous", name}};
    group.push_back(timed(offset_row(site, many, call, "offset_run", arguments), many, call, offset_run));
  }
  return group;
}

void add_general_floors(const Session& session, const Site& site, Group& group) {
  Row loop;
  loop.name = "floor_loop";
  loop.place = site.place();
  loop.sweep = floor_loop;
  group.push_back(std::move(loop));

  Row call;
  call.name = "floor_call";
  call.place = site.place();
  if (!session.has(&mapproof_backend::empty)) call.refusal = without_call("empty");
  call.sweep = [&session](benchmark::State& state) { floor_call(state, session); };
  group.push_back(std::move(call));

  Row empty;
  empty.name = "floor_empty";
  empty.place = site.place();
  empty.calls = floor_empty;
  group.push_back(std::move(empty));
}

}  // namespace

void plan_offsets(const Session& session, const Site& site, std::vector<Group>& plan) {
  const OffsetCase page{&session, nullptr, site.memory_node, session.page(), MAPPROOF_MEMORY_ANONYMOUS};
  Group group;
  add_single(session, site, page, group);
  add_with_another_past(session, site, page, group);
  add_batches(session, site, page, group);
  add_general_floors(session, site, group);
  plan.push_back(std::move(group));
  OffsetCase large = page;
  large.kind = MAPPROOF_MEMORY_LARGE;
  for (const std::size_t count : ranges) plan.push_back(whole_range(session, site, page, count));
  if ((session.facts().memory_kinds >> large.kind & 1u) != 0) {
    for (const std::size_t count : ranges) plan.push_back(whole_range(session, site, large, count));
  }
  plan.push_back(chains(session, site, page));
  plan.push_back(by_contiguity(session, site, page));
}

}  // namespace mapproof::bench
