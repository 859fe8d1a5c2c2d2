// mmap_device_memory() against the reference.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>

#include "calls.hpp"
#include "explore/reference/map_rule.hpp"
#include "host/errno_name.hpp"
#include "state.hpp"

namespace mapproof::explore {
namespace {

// The request may be made if it hits nothing of the suite's own, and no physical memory that the target did not offer.
bool may_be_made(const World& world, const MapAsked& asked) {
  const bool harmless = asked.length == 0 || asked.physical_wraps() || is_beyond(world, asked);
  const bool own_frame =
      asked.step.physical.base == Operand::Base::frame && world.map.count(asked.physical, asked.length) == 1;
  const bool offered = own_frame || world.window_of(asked.physical, asked.length) != nullptr;
  if (!harmless && !offered) return false;
  if (!asked.fixed() || asked.length == 0) return true;
  return !world.in_address_space(asked.address, asked.length) || world.is_ours(asked.address, asked.length);
}

Page page_of(const World& world, const MapAsked& asked) {
  Page page;
  page.mapping = world.next_mapping;
  page.is_device = true;
  page.protection = asked.step.protection & all_accesses;
  const mapproof_window* const window = world.window_of(asked.physical, asked.length);
  if (window != nullptr) {
    page.caching = asked.nocache() ? window->with_nocache : window->without_nocache;
    page.loadable = window->is_memory != 0 && (window->protection & MAPPROOF_PROT_READ) != 0;
    page.storable = page.loadable && (window->protection & MAPPROOF_PROT_WRITE) != 0 && world.session.may_write();
  } else {
    page.loadable = page.storable = true;  // a frame of this process's own memory
  }
  page.locked = Known::maybe;
  page.touched = Known::yes;
  return page;
}

void enter(World& world, const MapAsked& asked, std::uint64_t address) {
  world.remove(address, asked.length);
  world.enter_device(page_of(world, asked), {address, asked.length}, asked.physical);
  if (asked.step.result != no_result) world.answers[asked.step.result] = {address, asked.length};
}

// Where a success may have put the mapping.
Stepped judge_address(const World& world, const MapAsked& asked, std::uint64_t address) {
  if (address == 0) return found({"MDM_02"}, "an address", "NULL");
  if (asked.fixed() && address != asked.address) {
    return found({"MDM_10", "MDM_12"}, hex_number(asked.address), hex_number(address));
  }
  if (world.map.inside(address) != world.map.inside(asked.physical)) {
    return found({"MDM_01", "MDM_22"}, "an address with the in-page part of the physical one", hex_number(address));
  }
  if (!world.in_address_space(address, asked.length)) {
    return found({"MDM_01"}, "a range inside the process's address space", hex_number(address));
  }
  if (!asked.fixed() && world.is_taken(address, asked.length)) {
    return found({"MDM_19"}, "a place where nothing is mapped", hex_number(address) + ", which is occupied");
  }
  return {};
}

// The truth about the first and the last byte.
Stepped judge_witnesses(const World& world, const MapAsked& asked, std::uint64_t address) {
  for (const std::uint64_t distance : {std::uint64_t{0}, asked.length - 1}) {
    const std::optional<std::uint64_t> physical = world.physical_of(address + distance);
    if (world.table().physical_of != nullptr && physical != asked.physical + distance) {
      return found({"MDM_01", "MDM_23", "MDM_44"}, "physical " + hex_number(asked.physical + distance) + " at the byte",
                   physical ? "physical " + hex_number(*physical) : "nothing there");
    }
    if (Finding wrong = judge_caching(world, address + distance, page_of(world, asked))) return {wrong, {}, false};
  }
  return {};
}

// With MAP_FIXED, a refusal other than EINVAL may have taken away what was there (MDM_46).
void forgive_lost_pages(World& world, const MapAsked& asked, int error) {
  if (asked.fixed() && error != EINVAL) forget_what_is_gone(world, asked.address, asked.length);
}

Stepped judge_refusal(World& world, const MapAsked& asked, const Rule& rule, int error) {
  const bool needs_descriptor = error == ENODEV || error == EBADF || error == EACCES || error == EOVERFLOW;
  if (needs_descriptor && world.rows.judged("MDM_49")) {
    return found({"MDM_49"}, "no errno that is about a descriptor", errno_name(error));
  }
  forgive_lost_pages(world, asked, error);
  std::vector<std::string> rows = rule.rows();
  rows.emplace_back("MDM_46");
  return followed(std::move(rows));
}

// From now on the content of the page goes by the number of its frame, so that both ways to it are one.
bool name_frame(World& world, std::uint32_t answer) {
  const std::uint64_t address = world.answers.at(answer).address;
  Page* const page = world.map.find(address);
  const std::optional<std::uint64_t> frame = world.physical_of(address);
  if (page == nullptr || page->is_device || page->by_mmap || !frame) return false;
  world.contents.move(page->frame, *frame);
  page->frame = *frame;
  return true;
}

}  // namespace

Stepped run_map(World& world, const Step& step) {
  const auto address = world.resolve(step.address);
  const auto length = world.resolve(step.length);
  const auto physical = world.resolve(step.physical);
  if (!address || !length || !physical || world.table().mmap_device_memory == nullptr) return skip();
  const MapAsked asked{step, *address, *length, *physical};
  if (!may_be_made(world, asked)) return skip();
  if (step.physical.base == Operand::Base::frame && !name_frame(world, step.physical.index)) return skip();
  const Rule rule = map_rule(world, asked);
  const mapproof_map_request request{pointer_to(*address),
                                     static_cast<std::size_t>(*length),
                                     *physical,
                                     step.protection,
                                     step.flags,
                                     step.raw_protection,
                                     step.raw_flags};
  const auto outcome =
      during(world, step.situation, [&] { return world.table().mmap_device_memory(world.handle(), &request); });
  if (!outcome) return skip();
  const bool granted = outcome->value != Session::map_failed();
  if (const Finding wrong = rule.check(granted, outcome->error)) return {wrong, {}, false};
  if (!granted) return judge_refusal(world, asked, rule, outcome->error);
  const std::uint64_t value = reinterpret_cast<std::uintptr_t>(outcome->value);
  if (Stepped wrong = judge_address(world, asked, value); wrong.finding) return wrong;
  if (Stepped wrong = judge_witnesses(world, asked, value); wrong.finding) return wrong;
  enter(world, asked, value);
  return followed(rule.rows());
}

}  // namespace mapproof::explore
