// mmap() against the reference.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>

#include "access.hpp"
#include "calls.hpp"
#include "explore/reference/entered_mapping.hpp"
#include "explore/reference/ordinary_map_rule.hpp"
#include "state.hpp"

namespace mapproof::explore {
namespace {

constexpr std::uint32_t known_flags = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PRIVATE | MAPPROOF_MAP_FIXED |
                                      MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON | MAPPROOF_MAP_LAZY;
constexpr std::uint32_t both_types = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PRIVATE;
constexpr std::uint64_t most_pages = 64;

// Whether the rows are about such a request, and it can hit nothing of the suite's own.
bool may_be_made(const World& world, const OrdinaryAsked& asked) {
  const Step& step = asked.step;
  if ((step.flags & ~known_flags) != 0 || (step.flags & both_types) == both_types) return false;
  if ((step.protection & MAPPROOF_PROT_NOCACHE) != 0 || asked.length > most_pages * world.map.page_size()) return false;
  if (asked.is_physical() && asked.length != 0 && world.window_of(asked.offset, asked.length) == nullptr) return false;
  if (!asked.fixed()) return true;
  return world.map.inside(asked.address) == 0 && world.is_ours(asked.address, asked.length == 0 ? 1 : asked.length);
}

// Where a success may have put the mapping.
Stepped judge_address(const World& world, const OrdinaryAsked& asked, std::uint64_t address) {
  if (asked.fixed() && address != asked.address) {
    return found({"MMP_07", "MDM_10"}, hex_number(asked.address), hex_number(address));
  }
  if (address == 0 || world.map.inside(address) != 0 || !world.in_address_space(address, asked.length)) {
    return found({"MMP_07"}, "the first address of a page of the process", hex_number(address));
  }
  if (!asked.fixed() && world.is_taken(address, asked.length)) {
    return found({"MMP_07", "MDM_19"}, "a place where nothing is mapped", hex_number(address) + ", which is occupied");
  }
  return {};
}

// The truth about the first and the last byte.
Stepped judge_physical(const World& world, const OrdinaryAsked& asked, std::uint64_t address) {
  if (!asked.is_physical() || world.table().physical_of == nullptr) return {};
  for (const std::uint64_t distance : {std::uint64_t{0}, asked.length - 1}) {
    const std::optional<std::uint64_t> physical = world.physical_of(address + distance);
    if (physical == asked.offset + distance) continue;
    return found({"MMP_02", "MMP_16"}, "physical " + hex_number(asked.offset + distance) + " at the byte",
                 physical ? "physical " + hex_number(*physical) : "nothing there");
  }
  return {};
}

// Memory has its frames for certain once it was touched.
Stepped judge_run(World& world, const OrdinaryAsked& asked, std::uint64_t address) {
  if (!asked.is_contiguous() || !world.rows.judged("MMP_03")) return {};
  std::optional<std::uint64_t> expected;
  for (const std::uint64_t at : world.map.mapped_in(address, asked.length)) {
    if (!touch(world, at)) return {};
    const std::optional<std::uint64_t> physical = world.physical_of(at);
    if (!physical) return {};
    if (expected && physical != expected) {
      return found({"MMP_03"}, "the run to go on with physical " + hex_number(*expected), hex_number(*physical));
    }
    expected = *physical + world.map.page_size();
  }
  return {};
}

Stepped judge_success(World& world, const OrdinaryAsked& asked, const Rule& rule, std::uint64_t address) {
  if (Stepped wrong = judge_address(world, asked, address); wrong.finding) return wrong;
  if (Stepped wrong = judge_physical(world, asked, address); wrong.finding) return wrong;
  enter(world, asked, address);
  if (Stepped wrong = judge_run(world, asked, address); wrong.finding) return wrong;
  return followed(rule.rows());
}

// As with mmap_device_memory(), only a request that was not even begun leaves a fixed place alone for certain.
Stepped judge_refusal(World& world, const OrdinaryAsked& asked, const Rule& rule, int error) {
  if (asked.fixed() && error != EINVAL) forget_what_is_gone(world, asked.address, asked.length);
  return followed(rule.rows());
}

}  // namespace

Stepped run_ordinary_map(World& world, const Step& step) {
  const auto address = world.resolve(step.address);
  const auto length = world.resolve(step.length);
  const auto offset = world.resolve(step.physical);
  if (!address || !length || !offset || world.table().mmap == nullptr) return skip();
  const OrdinaryAsked asked{step, *address, *length, *offset};
  const Rule rule = ordinary_map_rule(world, asked);
  if (!may_be_made(world, asked) || (!rule.must_fail() && !says_what_is_mapped(world, asked))) return skip();
  const std::optional<int> fd = open_object(world, step.object);
  if (!fd) return skip();
  const mapproof_mmap_request request{
      pointer_to(*address), static_cast<std::size_t>(*length), *offset, step.protection, step.flags, 0, 0, *fd, 0};
  const auto outcome = during(world, step.situation, [&] { return world.table().mmap(world.handle(), &request); });
  if (!outcome) return skip();
  const bool granted = outcome->value != Session::map_failed();
  const bool excused = !granted && !rule.must_fail() && may_lack_means(world, asked, outcome->error);
  if (Finding wrong = rule.check(granted, outcome->error); wrong && !excused) return {wrong, {}, false};
  if (!granted) return judge_refusal(world, asked, rule, outcome->error);
  return judge_success(world, asked, rule, reinterpret_cast<std::uintptr_t>(outcome->value));
}

}  // namespace mapproof::explore
