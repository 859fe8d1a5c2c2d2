// mmap() of a descriptor of typed memory against the reference.
// SPDX-License-Identifier: Apache-2.0
#include "calls.hpp"
#include "state.hpp"

namespace mapproof::explore {
namespace {

/// The numbers of one request, and what they mean.
struct TypedAsked {
  const Step& step;
  const TypedDescriptor& descriptor;
  std::uint64_t address;
  std::uint64_t length;
  std::uint64_t offset;

  bool fixed() const { return (step.flags & MAPPROOF_MAP_FIXED) != 0; }
};

void judge_allocation(const World& world, const TypedAsked& asked, Rule& rule) {
  constexpr std::uint32_t senseless = MAPPROOF_MAP_LAZY | MAPPROOF_MAP_BELOW16M;
  if (asked.offset != 0 || (asked.step.flags & senseless) != 0) rule.refuse("TYM_08");
  const std::optional<std::uint64_t> left = world.left_of(asked.descriptor.number);
  // What is left may lie in pieces, of which no document says that they can replace a mapping.
  if (!left || asked.fixed()) rule.leave_open();
  if (left && asked.length > *left) return rule.refuse("TYM_10");
  rule.allow("TYM_10");
}

void judge_physical(const World& world, const TypedAsked& asked, Rule& rule) {
  const std::uint64_t page = world.map.page_size();
  if ((asked.step.flags & (MAPPROOF_MAP_LAZY | MAPPROOF_MAP_BELOW16M)) != 0) rule.leave_open();
  if (asked.offset % page != 0) return rule.leave_open();
  switch (asked.descriptor.memory.holds(asked.offset, asked.length, page)) {
    case Known::no:
      return rule.refuse("TYM_09");
    case Known::yes:
      return rule.allow("TYM_09");
    case Known::maybe:
      return rule.leave_open();
  }
}

Rule rule_of(const World& world, const TypedAsked& asked) {
  Rule rule(world.rows);
  const bool writes = (asked.step.protection & MAPPROOF_PROT_WRITE) != 0;
  if (writes && (asked.descriptor.access & MAPPROOF_PROT_WRITE) == 0) rule.refuse("MMP_11");
  if ((asked.descriptor.access & MAPPROOF_PROT_READ) == 0) rule.refuse("MMP_10");
  asked.descriptor.allocates() ? judge_allocation(world, asked, rule) : judge_physical(world, asked, rule);
  // Memory that is to be locked from the start may meet a limit.
  if (world.lock_future != Known::no) rule.leave_open();
  return rule;
}

Stepped judge_address(const World& world, const TypedAsked& asked, std::uint64_t address) {
  if (asked.fixed() && address != asked.address) {
    return found({"TYM_09"}, hex_number(asked.address), hex_number(address));
  }
  if (world.map.inside(address) != 0 || !world.in_address_space(address, asked.length)) {
    return found({"TYM_09"}, "a page inside the process's address space", hex_number(address));
  }
  if (!asked.fixed() && world.is_taken(address, asked.length)) {
    return found({"TYM_09"}, "a place where nothing is mapped", hex_number(address) + ", which is occupied");
  }
  return {};
}

// The truth about each page.
Stepped judge_frames(const World& world, const TypedAsked& asked, std::uint64_t address) {
  for (std::uint64_t at = 0; at < asked.length; at += world.map.page_size()) {
    const std::optional<std::uint64_t> physical = world.physical_of(address + at);
    if (!physical) continue;
    if (!asked.descriptor.allocates() && *physical != asked.offset + at) {
      return found({"TYM_09"}, "physical " + hex_number(asked.offset + at), "physical " + hex_number(*physical));
    }
    if (!asked.descriptor.memory.may_hold(*physical)) {
      return found({"TYM_07"}, "memory of " + asked.descriptor.text, "physical " + hex_number(*physical));
    }
  }
  return {};
}

// Whether somebody else may have the frame: then it is looked at by nobody.
bool is_own_frame(const World& world, std::uint64_t frame) {
  for (const auto& [address, page] : world.map.pages()) {
    if (page.is_typed() && page.frame == frame && page.loadable) return true;
  }
  return false;
}

void set_place(World& world, const TypedAsked& asked, Page& page, std::uint64_t at, std::uint64_t distance) {
  const bool allocates = asked.descriptor.allocates();
  page.place = allocates ? world.physical_of(at) : std::optional<std::uint64_t>(asked.offset + distance);
  page.frame = page.place ? *page.place : world.next_frame++;
  page.loadable = page.storable = allocates || is_own_frame(world, page.frame);
}

void enter(World& world, const TypedAsked& asked, std::uint64_t address) {
  world.remove(address, asked.length);
  world.settle(address, asked.length);
  Page page;
  page.mapping = world.next_mapping++;
  page.opened = world.descriptors.id_of(asked.step.descriptor.index);
  page.protection = asked.step.protection;
  page.kind = MAPPROOF_MEMORY_CONTIGUOUS;
  page.end_byte = static_cast<std::size_t>(world.map.page_size());
  // It never moves; whether that counts as a lock no document says.
  page.locked = Known::maybe;
  page.touched = Known::yes;
  for (std::uint64_t at = 0; at < asked.length; at += world.map.page_size()) {
    set_place(world, asked, page, address + at, at);
    world.map.set(address + at, page);
  }
  if (asked.step.result != no_result) world.answers[asked.step.result] = {address, asked.length};
}

// Whether nothing is wrong that is about mmap() in general.
bool has_plain_bits(const Step& step) {
  constexpr std::uint32_t known = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_FIXED | MAPPROOF_MAP_LAZY | MAPPROOF_MAP_BELOW16M;
  constexpr std::uint32_t accesses = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;
  return (step.flags & MAPPROOF_MAP_SHARED) != 0 && ((step.flags & ~known) | step.raw_flags) == 0 &&
         ((step.protection & ~accesses) | step.raw_protection) == 0;
}

// Whole pages, through a descriptor that is open, over nothing but what is the suite's own.
bool may_be_made(const World& world, const TypedAsked& asked) {
  if (!has_plain_bits(asked.step)) return false;
  if (!asked.descriptor.is_open || asked.length == 0) return false;
  if (world.map.inside(asked.length) != 0 || world.map.inside(asked.address) != 0) return false;
  return !asked.fixed() || world.is_ours(asked.address, asked.length);
}

}  // namespace

Stepped run_typed_map(World& world, const Step& step) {
  const auto address = world.resolve(step.address);
  const auto length = world.resolve(step.length);
  const auto offset = world.resolve(step.physical);
  if (step.descriptor.base != Operand::Base::descriptor || world.table().mmap == nullptr) return skip();
  const TypedDescriptor* const descriptor = world.descriptors.named(step.descriptor.index);
  if (!address || !length || !offset || descriptor == nullptr) return skip();
  const TypedAsked asked{step, *descriptor, *address, *length, *offset};
  if (!may_be_made(world, asked)) return skip();
  const Rule rule = rule_of(world, asked);
  const mapproof_mmap_request request{pointer_to(*address),
                                      static_cast<std::size_t>(*length),
                                      *offset,
                                      step.protection,
                                      step.flags,
                                      step.raw_protection,
                                      step.raw_flags,
                                      descriptor->number,
                                      0};
  const auto outcome = during(world, step.situation, [&] { return world.table().mmap(world.handle(), &request); });
  if (!outcome) return skip();
  const bool granted = outcome->value != Session::map_failed();
  if (Finding wrong = rule.check(granted, outcome->error)) return {wrong, {}, false};
  if (!granted) {
    if (asked.fixed()) forget_what_is_gone(world, *address, *length);
    return followed(rule.rows());
  }
  const std::uint64_t value = reinterpret_cast<std::uintptr_t>(outcome->value);
  if (Stepped wrong = judge_address(world, asked, value); wrong.finding) return wrong;
  if (Stepped wrong = judge_frames(world, asked, value); wrong.finding) return wrong;
  enter(world, asked, value);
  return followed(rule.rows());
}

}  // namespace mapproof::explore
