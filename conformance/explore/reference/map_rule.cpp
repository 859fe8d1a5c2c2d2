// Collects reasons for refusal and promises of success.
// SPDX-License-Identifier: Apache-2.0
#include "map_rule.hpp"

namespace mapproof::explore {

bool is_beyond(const World& world, const MapAsked& asked) {
  return asked.length != 0 && !asked.physical_wraps() && world.facts().highest_physical != UINT64_MAX &&
         asked.physical + (asked.length - 1) > world.facts().highest_physical;
}

namespace {

void judge_flags(const World& world, const MapAsked& asked, Rule& rule) {
  const Step& step = asked.step;
  if ((step.raw_flags & world.facts().invalid_flags) != 0) rule.refuse("MDM_04");
  if ((step.raw_protection & world.facts().invalid_protection) != 0) rule.refuse("MDM_05");
  if ((step.flags & MAPPROOF_MAP_STACK) != 0) rule.refuse("MDM_42");
  if ((step.flags & MAPPROOF_MAP_LAZY) != 0) rule.allow("MDM_41");
  if ((step.flags & MAPPROOF_MAP_NOCACHE) != 0) rule.allow("MDM_06");
  if (step.flags == 0) rule.allow("MDM_08");
  if ((step.flags & (MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PRIVATE | MAPPROOF_MAP_PHYS)) != 0) rule.allow("MDM_07");
  if ((step.protection & all_accesses) == 0) rule.allow("MDM_35");
  if ((step.protection & all_accesses) == MAPPROOF_PROT_WRITE) rule.allow("MDM_37");
}

void judge_physical(const World& world, const MapAsked& asked, Rule& rule) {
  if (asked.physical_wraps()) {
    rule.refuse("MDM_26");
  } else if (is_beyond(world, asked)) {
    rule.refuse("MDM_25");
  } else if (asked.length != 0) {
    const mapproof_window* const window = world.window_of(asked.physical, asked.length);
    const std::uint32_t wanted = asked.step.protection & all_accesses;
    if (window == nullptr || (wanted & ~window->protection) != 0) rule.leave_open();
  }
  const std::uint64_t page = world.map.page_size();
  if (asked.length > UINT64_MAX - page) rule.refuse("MDM_31");
  if (asked.physical % page != 0) rule.allow("MDM_22");
}

void judge_place(const World& world, const MapAsked& asked, Rule& rule) {
  const PageMap& map = world.map;
  if (!asked.fixed()) {
    if (asked.address != 0) rule.allow("MDM_18");
    if (map.inside(asked.address) != 0) rule.allow("MDM_21");
    return;
  }
  rule.allow("MDM_10");
  if (map.inside(asked.address) != map.inside(asked.physical)) {
    rule.refuse("MDM_13");
  } else if (map.inside(asked.address) != 0) {
    rule.allow("MDM_14");
  }
  if (asked.length == 0) return;
  const bool starts_inside = world.in_address_space(asked.address, 1);
  if (!starts_inside) rule.refuse("MDM_16");
  if (starts_inside && !world.in_address_space(asked.address, asked.length)) rule.refuse("MDM_15");
  if (!map.empty(asked.address, asked.length)) rule.allow("MDM_11");
}

void judge_privilege(const MapAsked& asked, Rule& rule) {
  const bool executes = (asked.step.protection & MAPPROOF_PROT_EXEC) != 0;
  if (asked.step.situation == MAPPROOF_WITHOUT_MAP_PRIVILEGE) rule.refuse("MDM_32");
  if (asked.step.situation == MAPPROOF_WITHOUT_EXEC_PRIVILEGE && executes) rule.refuse("MDM_34");
}

bool touches_denied_page(const World& world, const MapAsked& asked) {
  if (world.facts().window_count == 0) return false;
  const mapproof_window& window = world.facts().windows[0];
  const std::uint64_t end = window.physical + window.length;
  return asked.physical < end && asked.length != 0 && asked.physical + asked.length > end - world.map.page_size();
}

void judge_situation(const World& world, const MapAsked& asked, Rule& rule) {
  // Replacing a mapping may need no more room than there is.
  const bool replaces = asked.fixed() && world.may_hold_something(asked.address, asked.length);
  const auto refuse_unless = [&](bool excused, const char* row) { excused ? rule.leave_open() : rule.refuse(row); };
  switch (asked.step.situation) {
    case MAPPROOF_ADDRESS_SPACE_FULL:
      return refuse_unless(replaces, "MDM_28");
    case MAPPROOF_MAPPING_TABLE_FULL:
      return refuse_unless(replaces, "MDM_29");
    case MAPPROOF_PHYSICAL_RANGE_DENIED:
      if (touches_denied_page(world, asked)) {
        // Of a window of one page no subject can deny the last page and grant the rest.
        refuse_unless(world.facts().windows[0].length <= world.map.page_size(), "MDM_33");
      }
      return;
    case MAPPROOF_LOCK_LIMIT:
      if (world.lock_future != Known::no) refuse_unless(replaces || world.lock_future == Known::maybe, "MDM_39");
      return;
    case MAPPROOF_THREADS_SHORT:
      return rule.refuse("MDM_40");
    default:
      return;
  }
}

}  // namespace

Rule map_rule(const World& world, const MapAsked& asked) {
  Rule rule(world.rows);
  rule.allow("MDM_01");
  if (asked.length == 0) rule.refuse("MDM_03");
  judge_flags(world, asked, rule);
  rule.then("MDM_48");
  judge_privilege(asked, rule);
  rule.then("MDM_48");
  judge_physical(world, asked, rule);
  judge_place(world, asked, rule);
  judge_situation(world, asked, rule);
  return rule;
}

}  // namespace mapproof::explore
