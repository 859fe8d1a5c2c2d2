// The rows of the offset questions: repeated, kept and batched, and the floors that belong to no argument.
// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "plan.hpp"
#include "questions.hpp"

namespace mapproof::bench {
namespace {

constexpr std::array<std::size_t, 2> batches{64, 1024};  // pages

using Json = nlohmann::ordered_json;

Row make_row(const Site& site, const char* name, const char* floor, const Json& arguments) {
  Row row;
  row.name = name;
  row.arguments = arguments;
  row.place = site.place();
  row.floor = floor;
  return row;
}

// A row about an address: possible where the call exists and addresses can be learned at all.
Row lookup_row(Row row, const OffsetCase& which, const char* call, bool exists,
               void (*measure)(benchmark::State&, const OffsetCase&)) {
  const mapproof_facts& facts = which.session->facts();
  if (!exists) row.refusal = without_call(call);
  if (facts.no_offset != nullptr) row.refusal = Refusal{ENOTSUP, facts.no_offset};
  row.operations = static_cast<std::int64_t>(which.length / which.session->page());
  row.measure = [which, measure](benchmark::State& state) { measure(state, which); };
  return row;
}

void add_single_lookups(const Site& site, const OffsetCase& which, Group& group) {
  const mapproof_backend& table = which.session->table();
  const auto length = static_cast<std::int64_t>(which.length);
  OffsetCase narrow = which;
  narrow.call = table.mem_offset;
  narrow.below_2g = which.session->facts().offset_bits == 32;

  group.push_back(
      lookup_row(make_row(site, "offset_repeated", "floor_offset", {{"call", "mem_offset64"}, {"length", length}}),
                 which, "mem_offset64", table.mem_offset64 != nullptr, offset_repeated));
  group.push_back(
      lookup_row(make_row(site, "offset_repeated", "floor_offset", {{"call", "mem_offset"}, {"length", length}}),
                 narrow, "mem_offset", table.mem_offset != nullptr, offset_repeated));
  group.push_back(lookup_row(make_row(site, "offset_kept", "floor_loop", Json::object()), which, "mem_offset64",
                             table.mem_offset64 != nullptr, offset_kept));
  group.push_back(lookup_row(make_row(site, "floor_offset", "", {{"length", length}}), which, "floor_offset",
                             table.floor_offset != nullptr, floor_offset));
}

void add_batched_lookups(const Site& site, const OffsetCase& which, Group& group) {
  const mapproof_backend& table = which.session->table();
  const std::size_t pages = which.length / which.session->page();
  group.push_back(
      lookup_row(make_row(site, "offset_batched", "floor_offset", {{"pages", pages}, {"by", "mem_extents"}}), which,
                 "mem_extents", table.mem_extents != nullptr && table.mem_offset64 != nullptr, offset_by_extents));
  group.push_back(
      lookup_row(make_row(site, "offset_batched", "floor_offset", {{"pages", pages}, {"by", "contig_length"}}), which,
                 "mem_offset64", table.mem_offset64 != nullptr, offset_by_walk));
}

void add_general_floors(const Session& session, const Site& site, Group& group) {
  Row loop = make_row(site, "floor_loop", "", Json::object());
  loop.measure = floor_loop;
  group.push_back(std::move(loop));

  Row call = make_row(site, "floor_call", "", Json::object());
  if (!session.has(&mapproof_backend::empty)) call.refusal = without_call("empty");
  call.measure = [&session](benchmark::State& state) { floor_call(state, session); };
  group.push_back(std::move(call));
}

}  // namespace

void plan_offsets(const Session& session, const Site& site, std::vector<Group>& plan) {
  const OffsetCase one_page{&session, session.table().mem_offset64, site.memory_node, session.page(), false};
  Group group;
  add_single_lookups(site, one_page, group);
  for (const std::size_t pages : batches) {
    OffsetCase many = one_page;
    many.length = pages * session.page();
    add_batched_lookups(site, many, group);
  }
  add_general_floors(session, site, group);
  plan.push_back(std::move(group));
}

}  // namespace mapproof::bench
