// Collects reasons why mmap() must refuse, and promises of success.
// SPDX-License-Identifier: Apache-2.0
#include "ordinary_map_rule.hpp"

#include <cerrno>

namespace mapproof::explore {
namespace {

constexpr std::uint64_t largest_offset = INT64_MAX;

bool needs_type(const World& world) { return from_qnx_7_0.contains(world.rows.profile()); }

bool passes_largest_offset(const OrdinaryAsked& asked) {
  return asked.length != 0 && asked.offset <= largest_offset && asked.length - 1 > largest_offset - asked.offset;
}

void judge_descriptor(const OrdinaryAsked& asked, Rule& rule) {
  switch (asked.step.object) {
    case Object::none:
      return;
    case Object::closed:
    case Object::below_none:
      return rule.refuse("MMP_09");
    case Object::file_write_only:
      return rule.refuse("MMP_10");
    case Object::pipe:
    case Object::socket:
      return rule.refuse("MMP_13");
    default:
      return rule.allow("MMP_11");
  }
}

void judge_object(const World& world, const OrdinaryAsked& asked, Rule& rule) {
  const bool has_descriptor = asked.step.object != Object::none;
  if (asked.has(MAPPROOF_MAP_PHYS) && has_descriptor) rule.refuse("MMP_01");
  if (asked.has(MAPPROOF_MAP_ANON) && has_descriptor) rule.refuse("MMP_05");
  if (asked.is_contiguous()) asked.has(MAPPROOF_MAP_LAZY) ? rule.refuse("MMP_04") : rule.allow("MMP_03");
  if (asked.is_physical()) rule.allow("MMP_02");
  if (!asked.has(MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON) && !has_descriptor) rule.allow("MMP_08");
  judge_descriptor(asked, rule);
  if (asked.writes_read_only()) rule.refuse("MMP_11");
  if (!asked.is_of_descriptor()) return;
  if (passes_largest_offset(asked)) rule.refuse("MMP_17");
  if (world.map.inside(asked.offset) != 0 || asked.executes() || asked.has(MAPPROOF_MAP_LAZY)) rule.leave_open();
}

void judge_type(const World& world, const OrdinaryAsked& asked, Rule& rule) {
  if (asked.has_type()) return;
  needs_type(world) ? rule.refuse("MMP_06") : rule.allow("MMP_06");
}

// What a system may refuse anyhow, it may refuse before it looks at rights and limits.
bool may_be_refused_anyhow(const OrdinaryAsked& asked) {
  return asked.is_physical() || asked.is_contiguous() || !asked.has_type();
}

void judge_lock_limit(const World& world, const OrdinaryAsked& asked, Rule& rule) {
  // Replacing a mapping may need no more locks than there are.
  const bool replaces = asked.fixed() && world.may_hold_something(asked.address, asked.length);
  if (world.lock_future == Known::no) return;
  const bool excused = replaces || world.lock_future == Known::maybe || may_be_refused_anyhow(asked);
  excused ? rule.leave_open() : rule.refuse("MMP_18");
}

void judge_situation(const World& world, const OrdinaryAsked& asked, Rule& rule) {
  switch (asked.step.situation) {
    case no_situation:
      return;
    case MAPPROOF_LOCK_LIMIT:
      return judge_lock_limit(world, asked, rule);
    case MAPPROOF_WITHOUT_EXEC_PRIVILEGE:
      if (asked.executes()) may_be_refused_anyhow(asked) ? rule.leave_open() : rule.refuse("MMP_19");
      return;
    default:
      return rule.leave_open();
  }
}

bool says_what_descriptor_shows(const World& world, const OrdinaryAsked& asked) {
  const bool readable = asked.step.object == Object::file_read_write || asked.step.object == Object::file_read_only;
  const std::uint64_t end = Objects::file_pages * world.map.page_size();
  const bool inside = asked.offset < end && asked.length <= end - asked.offset && world.map.inside(asked.offset) == 0;
  return readable && !asked.writes_read_only() && inside && !asked.has(MAPPROOF_MAP_LAZY);
}

bool says_what_physical_shows(const World& world, const OrdinaryAsked& asked) {
  const mapproof_window* const window = world.window_of(asked.offset, asked.length);
  const bool offers = window != nullptr && (asked.step.protection & ~window->protection) == 0;
  return offers && asked.has_type() && world.rows.judged("MMP_02") && world.map.inside(asked.offset) == 0;
}

}  // namespace

Rule ordinary_map_rule(const World& world, const OrdinaryAsked& asked) {
  Rule rule(world.rows);
  rule.allow("MMP_07");
  if (asked.length == 0) rule.refuse("MMP_07");
  judge_type(world, asked, rule);
  judge_object(world, asked, rule);
  judge_situation(world, asked, rule);
  return rule;
}

bool says_what_is_mapped(const World& world, const OrdinaryAsked& asked) {
  if (asked.length == 0 || !world.rows.judged("MMP_07")) return false;
  if (!asked.has_type() && (needs_type(world) || !world.rows.judged("MMP_06"))) return false;
  if (asked.is_of_descriptor()) return says_what_descriptor_shows(world, asked);
  if (asked.step.object != Object::none) return false;
  if (asked.is_physical()) return says_what_physical_shows(world, asked);
  if (asked.is_contiguous()) return !asked.has(MAPPROOF_MAP_LAZY);
  return asked.has(MAPPROOF_MAP_ANON) || world.rows.judged("MMP_08");
}

bool may_lack_means(const World& world, const OrdinaryAsked& asked, int error) {
  // A system may have no such memory at all, or none that long now.
  if (asked.is_contiguous() && (error == ENOTSUP || error == ENOMEM)) return true;
  // It may have been started to demand the type.
  if (!asked.has_type() && error == EINVAL) return true;
  // What the process may lock besides is not known.
  return world.lock_future != Known::no && error == EAGAIN;
}

}  // namespace mapproof::explore
