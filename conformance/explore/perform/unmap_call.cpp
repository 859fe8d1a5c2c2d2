// munmap_device_memory(), munmap(), munmap_flags() and mprotect() against the reference.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <csignal>

#include "access.hpp"
#include "calls.hpp"
#include "processes/signals.hpp"
#include "state.hpp"

namespace mapproof::explore {
namespace {

constexpr std::size_t most_probes = 4;

using UnmapCall = mapproof_status_outcome (*)(mapproof_session*, const mapproof_unmap_request*);

UnmapCall function_of(const World& world, Call call) {
  switch (call) {
    case Call::munmap:
      return world.table().munmap;
    case Call::munmap_flags:
      return world.table().munmap_flags;
    default:
      return world.table().munmap_device_memory;
  }
}

// Whether the range is the middle of one mapping: more entries are needed than before.
bool splits(const World& world, std::uint64_t address, std::uint64_t length) {
  const PageMap& map = world.map;
  const std::uint64_t before = map.down(address) - 1;
  const std::uint64_t after = map.down(address + (length - 1)) + map.page_size();
  const Page* const first = map.find(before);
  const auto joined = [&](std::uint64_t at) {
    const Page* const page = map.find(at);
    return page != nullptr && page->mapping == first->mapping && page->as_mapped;
  };
  // Ordinary memory may have been several entries all along.
  if (first == nullptr || !first->is_device || !first->as_mapped || !joined(after)) return false;
  const std::vector<std::uint64_t> inside = map.mapped_in(address, length);
  return map.whole(address, length) && std::all_of(inside.begin(), inside.end(), joined);
}

Rule rule_of(const World& world, const Step& step, std::uint64_t address, std::uint64_t length) {
  Rule rule(world.rows);
  if (length == 0) rule.refuse("MUN_06");
  if (step.call == Call::munmap_flags && step.raw_flags != 0) rule.refuse("MUN_18");
  if (world.map.inside(address) != 0) rule.leave_open();
  if (length != 0 && !world.in_address_space(address, length)) rule.refuse("MUN_05");
  if (step.situation == MAPPROOF_UNMAP_INTERRUPTED) rule.refuse("MUN_13");
  if (step.situation == MAPPROOF_MAPPING_TABLE_FULL && length != 0) {
    splits(world, address, length) ? rule.refuse("MUN_14") : rule.leave_open();
  }
  rule.allow("MUN_02");
  if (length != 0 && world.map.empty(address, length)) rule.allow("MUN_04");
  return rule;
}

// A page that is gone must not answer any more. Asked at once: later somebody else may be given the address.
Finding probe_removed(const World& world, const std::vector<std::uint64_t>& pages) {
  for (std::size_t i = 0; i < pages.size() && i < most_probes; ++i) {
    const Result<std::uint64_t> loaded = guarded_load(pages[i]);
    const std::string what = "SIGSEGV from a load at " + hex_number(pages[i]);
    if (loaded) return Mismatch{{"MUN_02", "MUN_03"}, what, hex_number(*loaded)};
    if (loaded.error().number != SIGSEGV && world.rows.judged("MUN_03")) {
      return Mismatch{{"MUN_03"}, what, signal_name(loaded.error().number)};
    }
  }
  return std::nullopt;
}

std::vector<std::string> rows_of(const World& world, const Rule& rule, std::size_t pages) {
  std::vector<std::string> rows = rule.rows();
  if (pages != 0 && world.map.pages().size() > pages) rows.emplace_back("MUN_09");
  rows.emplace_back("MUN_10");
  return rows;
}

// A refusal half way would leave a state of which nobody knows anything: only a piece of one mapping may meet one.
bool is_of_one_piece(const World& world, const std::vector<std::uint64_t>& pages) {
  const Page& first = *world.map.find(pages.front());
  return std::all_of(pages.begin(), pages.end(), [&](std::uint64_t at) {
    const Page& page = *world.map.find(at);
    return page.mapping == first.mapping && page.protection == first.protection;
  });
}

// Only of files there is a row; of all else the answer is followed, and what it then must have done is compared.
Rule protect_rule(const World& world, const Step& step, const std::vector<std::uint64_t>& pages) {
  Rule rule(world.rows);
  const Page& first = *world.map.find(pages.front());
  if (!first.of_read_only_file || (step.protection & MAPPROOF_PROT_WRITE) == 0) {
    rule.leave_open();
  } else if (first.frame == first.file_frame) {
    rule.refuse("MMP_12");
  } else {
    rule.allow("MMP_12");
  }
  return rule;
}

bool any_of_read_only_file(const World& world, const std::vector<std::uint64_t>& pages) {
  return std::any_of(pages.begin(), pages.end(),
                     [&](std::uint64_t at) { return world.map.find(at)->of_read_only_file; });
}

}  // namespace

Stepped run_unmap(World& world, const Step& step) {
  const auto address = world.resolve(step.address);
  const auto length = world.resolve(step.length);
  const UnmapCall call = function_of(world, step.call);
  if (!address || !length || call == nullptr) return skip();
  const bool outside = *length != 0 && !world.in_address_space(*address, *length);
  if (*length != 0 && !outside && !world.is_ours(*address, *length)) return skip();
  if (*length == 0 && !world.is_ours(*address, 1)) return skip();
  const Rule rule = rule_of(world, step, *address, *length);
  const std::vector<std::uint64_t> inside = world.map.mapped_in(*address, *length);
  const mapproof_unmap_request request{pointer_to(*address), static_cast<std::size_t>(*length), step.raw_flags, 0};
  const auto outcome = during(world, step.situation, [&] { return call(world.handle(), &request); });
  if (!outcome) return skip();
  const bool granted = outcome->value != -1;
  if (Finding wrong = rule.check(granted, outcome->error)) {
    wrong->rows.emplace_back("MUN_01");
    return {wrong, {}, false};
  }
  if (!granted || *length == 0 || outside) return followed(rows_of(world, rule, 0));
  if (Finding wrong = probe_removed(world, inside)) return {wrong, {}, false};
  world.remove(*address, *length);
  world.settle(*address, *length);
  return followed(rows_of(world, rule, inside.size()));
}

Stepped run_protect(World& world, const Step& step) {
  const auto address = world.resolve(step.address);
  const auto length = world.resolve(step.length);
  if (!address || !length || world.table().mprotect == nullptr) return skip();
  if (*length == 0 || world.map.inside(*address) != 0 || !world.is_ours(*address, *length)) return skip();
  if (!world.map.whole(*address, *length)) return skip();
  const std::vector<std::uint64_t> pages = world.map.mapped_in(*address, *length);
  const bool about_file = any_of_read_only_file(world, pages);
  if (about_file && (!is_of_one_piece(world, pages) || !world.rows.judged("MMP_12"))) return skip();
  const Rule rule = protect_rule(world, step, pages);
  const mapproof_protect_request request{pointer_to(*address), static_cast<std::size_t>(*length), step.protection, 0};
  const mapproof_status_outcome outcome = world.table().mprotect(world.handle(), &request);
  if (Finding wrong = rule.check(outcome.value == 0, outcome.error); wrong && about_file) return {wrong, {}, false};
  if (outcome.value != 0) return followed({about_file ? "MMP_12" : "MDM_46"});
  for (const std::uint64_t at : world.map.mapped_in(*address, *length)) {
    Page& page = *world.map.find(at);
    page.protection = step.protection;
    page.as_mapped = false;
  }
  return followed({about_file ? "MMP_12" : "MDM_36"});
}

}  // namespace mapproof::explore
