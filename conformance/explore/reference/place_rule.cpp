// Collects reasons for refusal and promises of success, in both readings of the call.
// SPDX-License-Identifier: Apache-2.0
#include "place_rule.hpp"

namespace mapproof::explore {
namespace {

bool is_too_wide(const World& world, const PlaceAsked& asked, std::uint64_t offset) {
  return asked.narrow() && world.facts().offset_bits == 32 && offset > INT32_MAX;
}

// Only locked and resident memory is promised an answer, as by mem_offset().
void judge_physical(const World& world, const PlaceAsked& asked, const Page& page, Rule& rule) {
  const std::optional<std::uint64_t> physical = physical_at(world, asked.address);
  const bool certain = !page.is_device && !page.is_typed() && physical && locked(world, page) == Known::yes &&
                       page.touched == Known::yes && page.protection != MAPPROOF_PROT_NONE;
  const bool too_wide = physical && asked.step.wants_offset && is_too_wide(world, asked, *physical);
  if (!certain || too_wide) rule.leave_open();
  rule.allow("PMO_10");
}

void judge_typed(const World& world, const PlaceAsked& asked, Rule& rule) {
  rule.allow("PMO_01");
  rule.allow("PMO_08");
  const std::optional<std::uint64_t> place = place_at(world, asked.address);
  if (!place && asked.narrow()) rule.leave_open();
  if (place && is_too_wide(world, asked, *place)) rule.refuse("PMO_09");
}

void judge_place(const World& world, const PlaceAsked& asked, const Page& page, Rule& rule) {
  if (page.is_typed()) return judge_typed(world, asked, rule);
  if (page.is_device) return rule.refuse("PMO_07");
  // How a backend makes memory of the other kinds is its own business: it may be an object.
  const bool anonymous = page.kind == MAPPROOF_MEMORY_ANONYMOUS || page.kind == MAPPROOF_MEMORY_SHARED;
  anonymous ? rule.refuse("PMO_06") : rule.leave_open();
}

}  // namespace

std::optional<std::uint64_t> place_at(const World& world, std::uint64_t address) {
  const Page* const page = world.map.find(address);
  if (page == nullptr || !page->place) return std::nullopt;
  return *page->place + world.map.inside(address);
}

// Where the next page was mapped by another call, or was treated differently since, the subject may end the piece.
// Where nobody can say whether it is still mapped, the piece may go on anyhow.
Run piece_from(const World& world, std::uint64_t address) {
  const std::uint64_t size = world.map.page_size();
  const Page& first = *world.map.find(address);
  Run run{size - world.map.inside(address), size - world.map.inside(address)};
  bool certain = true;
  for (std::uint64_t i = 0; i < most_pages_of_a_run; ++i) {
    const Page* const next = world.map.find(address + run.most);
    if (next == nullptr && world.is_doubtful(address + run.most, 1)) break;
    if (next == nullptr || !next->is_typed()) return run;
    const std::optional<std::uint64_t> here = place_at(world, address);
    const bool known = here && next->place;
    if (known && *next->place != *here + run.most) return run;
    certain = certain && known && next->mapping == first.mapping && first.as_mapped && next->as_mapped;
    run.most += size;
    if (certain) run.least = run.most;
  }
  run.most = UINT64_MAX;
  return run;
}

Rule place_rule(const World& world, const PlaceAsked& asked) {
  Rule rule(world.rows);
  const Page* const page = world.map.find(asked.address);
  const bool is_file = page != nullptr && page->file_frame != 0;
  // Where files lie only the system knows.
  if (asked.length == 0 || is_file) {
    rule.leave_open();
  } else if (page == nullptr) {
    rule.refuse("PMO_05");
  } else if (places_are_physical(world)) {
    judge_physical(world, asked, *page, rule);
  } else {
    judge_place(world, asked, *page, rule);
  }
  return rule;
}

}  // namespace mapproof::explore
