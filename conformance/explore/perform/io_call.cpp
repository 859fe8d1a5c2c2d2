// mmap_device_io() and munmap_device_io() against the reference.
// SPDX-License-Identifier: Apache-2.0
#include "calls.hpp"
#include "explore/reference/io_facts.hpp"
#include "state.hpp"

namespace mapproof::explore {
namespace {

struct IoAsked {
  const Step& step;
  std::uint64_t io;
  std::uint64_t length;
};

bool is_inside(const mapproof_io_facts& facts, const IoAsked& asked) {
  return asked.io <= facts.highest && (asked.length == 0 || asked.length - 1 <= facts.highest - asked.io);
}

bool is_scratch(const mapproof_io_facts& facts, const IoAsked& asked) {
  return asked.io >= facts.scratch && asked.length <= facts.scratch_length &&
         asked.io - facts.scratch <= facts.scratch_length - asked.length;
}

// A port's number costs nothing; of addresses only those are mapped that the target gives for this.
bool may_be_made(const mapproof_io_facts& facts, const IoAsked& asked) {
  return facts.is_memory_mapped == 0 || asked.length == 0 || is_scratch(facts, asked) || !is_inside(facts, asked);
}

bool checks_nothing(const World& world, const mapproof_io_facts& facts) {
  return facts.is_memory_mapped == 0 && world.rows.judged("MDI_06");
}

Rule map_rule(const World& world, const mapproof_io_facts& facts, const IoAsked& asked) {
  Rule rule(world.rows);
  if (checks_nothing(world, facts)) {
    rule.allow("MDI_06");
    return rule;
  }
  rule.allow("MDI_01");
  if (asked.length == 0) rule.refuse("MDI_02");
  if (!is_inside(facts, asked)) facts.highest == UINT64_MAX ? rule.leave_open() : rule.refuse("MDI_04");
  if (asked.step.situation == MAPPROOF_WITHOUT_MAP_PRIVILEGE) rule.refuse("MDI_05");
  if (asked.step.situation == MAPPROOF_ADDRESS_SPACE_FULL && facts.is_memory_mapped != 0) rule.refuse("MDI_03");
  // As any mapping that is to be locked from birth.
  if (facts.is_memory_mapped != 0 && world.lock_future != Known::no) rule.leave_open();
  return rule;
}

Page page_of(const World& world, const IoAsked& asked) {
  Page page;
  page.mapping = world.next_mapping;
  page.is_device = true;
  page.protection = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;
  page.caching = world.rows.judged("MDI_07") ? MAPPROOF_UNCACHED : MAPPROOF_CACHING_UNKNOWN;
  const mapproof_window* const window = world.window_of(asked.io, asked.length);
  page.loadable = window != nullptr && window->is_memory != 0;
  page.storable = page.loadable && world.session.may_write();
  page.locked = Known::maybe;
  page.touched = Known::yes;
  return page;
}

// The handle is the address of the first byte.
void enter(World& world, const IoAsked& asked, std::uint64_t address) {
  world.enter_device(page_of(world, asked), {address, asked.length}, asked.io);
}

Stepped judge_address(const World& world, const IoAsked& asked, std::uint64_t address) {
  const bool fits = address != 0 && world.map.inside(address) == world.map.inside(asked.io);
  if (!fits || !world.in_address_space(address, asked.length) || !world.map.empty(address, asked.length)) {
    return found({"MDI_01"}, "a place of its own with the in-page part of the io address", hex_number(address));
  }
  const std::optional<std::uint64_t> physical = world.physical_of(address);
  if (physical && *physical != asked.io)
    return found({"MDI_01", "MDI_07"}, hex_number(asked.io), hex_number(*physical));
  Finding wrong = judge_caching(world, address, page_of(world, asked));
  if (wrong) wrong->rows = {"MDI_07"};
  return {wrong, {}, false};
}

bool never_fails(const World& world, const mapproof_io_facts& facts) {
  return facts.is_memory_mapped == 0 && world.rows.judged("MUI_05");
}

Rule unmap_rule(const World& world, const mapproof_io_facts& facts, const IoAsked& asked) {
  Rule rule(world.rows);
  if (never_fails(world, facts)) {
    rule.allow("MUI_05");
    return rule;
  }
  rule.allow("MUI_01");
  const bool wraps = asked.length != 0 && asked.io + (asked.length - 1) < asked.io;
  const bool by_address = facts.is_memory_mapped != 0;
  if (asked.length == 0) by_address ? rule.refuse("MUI_06") : rule.leave_open();
  if (wraps && (!by_address || !world.rows.judged("MUI_06"))) rule.refuse("MUI_02");
  if (wraps && by_address) rule.refuse("MUI_06");
  if (!wraps && !by_address && !is_inside(facts, asked)) rule.refuse("MUI_03");
  return rule;
}

// A part of a page, or a place that is not the suite's own, is left alone.
bool may_be_unmapped(const World& world, const mapproof_io_facts& facts, const IoAsked& asked) {
  const bool wraps = asked.length != 0 && asked.io + (asked.length - 1) < asked.io;
  if (facts.is_memory_mapped == 0 || wraps) return true;
  return world.is_ours(asked.io, asked.length == 0 ? 1 : asked.length);
}

}  // namespace

Stepped run_io_map(World& world, const Step& step) {
  const mapproof_io_facts* const facts = io_facts_of(world);
  const auto io = world.resolve(step.physical);
  const auto length = world.resolve(step.length);
  if (facts == nullptr || !io || !length) return skip();
  const IoAsked asked{step, *io, *length};
  const Rule rule = map_rule(world, *facts, asked);
  const bool is_sound = asked.length != 0 && is_inside(*facts, asked);
  if (!may_be_made(*facts, asked)) return skip();
  if (!is_sound && !rule.must_fail() && !checks_nothing(world, *facts)) return skip();
  const mapproof_device_io_request request{asked.io, static_cast<std::size_t>(asked.length)};
  const auto outcome =
      during(world, step.situation, [&] { return world.table().mmap_device_io(world.handle(), &request); });
  if (!outcome) return skip();
  // Where nothing is checked, the last number is an answer like any other.
  const bool granted = outcome->value != UINTPTR_MAX || (checks_nothing(world, *facts) && asked.io == UINT64_MAX);
  if (Finding wrong = rule.check(granted, outcome->error)) return {wrong, {}, false};
  if (!granted) return followed(rule.rows());
  if (checks_nothing(world, *facts) && outcome->value != asked.io) {
    return found({"MDI_06"}, hex_number(asked.io), hex_number(outcome->value));
  }
  if (facts->is_memory_mapped != 0) {
    if (Stepped wrong = judge_address(world, asked, outcome->value); wrong.finding) return wrong;
    enter(world, asked, outcome->value);
  }
  if (step.result != no_result) {
    world.answers[step.result] = {outcome->value, asked.length};
    world.io.handles[step.result] = {asked.io, asked.length};
  }
  return followed(rule.rows());
}

Stepped run_io_unmap(World& world, const Step& step) {
  const mapproof_io_facts* const facts = io_facts_of(world);
  const auto handle = world.resolve(step.address);
  const auto length = world.resolve(step.length);
  if (facts == nullptr || !handle || !length || world.table().munmap_device_io == nullptr) return skip();
  const bool names_mapping =
      step.address.base == Operand::Base::result && world.io.handles.count(step.address.index) == 0;
  const IoAsked asked{step, *handle, *length};
  if (names_mapping || !may_be_unmapped(world, *facts, asked)) return skip();
  const Rule rule = unmap_rule(world, *facts, asked);
  const mapproof_status_outcome outcome = world.table().munmap_device_io(
      world.handle(), static_cast<std::uintptr_t>(*handle), static_cast<std::size_t>(*length));
  const bool granted = outcome.value != -1;
  if (Finding wrong = rule.check(granted, outcome.error)) return {wrong, {}, false};
  if (granted && never_fails(world, *facts) && outcome.value != 0) {
    return found({"MUI_05"}, "0", std::to_string(outcome.value));
  }
  if (granted && facts->is_memory_mapped != 0 && *length != 0) {
    world.remove(*handle, *length);
    world.settle(*handle, *length);
  }
  std::vector<std::string> rows = rule.rows();
  rows.emplace_back("MUI_01");
  return followed(std::move(rows));
}

}  // namespace mapproof::explore
