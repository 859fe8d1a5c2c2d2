// Asks the reference, then the witness.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_truth.hpp"

#include <algorithm>
#include <utility>

namespace mapproof::explore {
namespace {

bool continues(const World& world, const Page& first, const Page& next) {
  const bool alike = world.superlocked == Known::yes || (first.locked == next.locked && first.locked != Known::maybe);
  return first.mapping == next.mapping && first.protection == next.protection && (alike || first.is_device);
}

}  // namespace

std::optional<std::uint64_t> physical_at(const World& world, std::uint64_t address) {
  const Page* const page = world.map.find(address);
  if (page == nullptr || page->is_device) {
    return page == nullptr ? std::nullopt : std::optional<std::uint64_t>(page->frame + world.map.inside(address));
  }
  const std::optional<std::uint64_t> witnessed = world.physical_of(address);
  if (witnessed || !page->seen) return witnessed;
  return *page->seen + world.map.inside(address);
}

Known locked(const World& world, const Page& page) {
  if (world.superlocked == Known::yes || page.locked == Known::yes) return Known::yes;
  if (world.superlocked == Known::maybe) return Known::maybe;
  return page.is_device ? Known::maybe : page.locked;
}

Run run_from(const World& world, std::uint64_t address, std::uint64_t physical) {
  const std::uint64_t page = world.map.page_size();
  const Page& first = *world.map.find(address);
  const std::uint64_t rest = page - world.map.inside(address);
  Run run{rest, rest};
  bool certain = true;
  for (std::uint64_t i = 0; i < most_pages_of_a_run; ++i) {
    const std::uint64_t next = address + run.most;
    const Page* const neighbour = world.map.find(next);
    const std::optional<std::uint64_t> there =
        neighbour != nullptr ? physical_at(world, next) : world.physical_of(next);
    const bool witnessed = there.has_value() || world.table().physical_of != nullptr;
    const bool resident = neighbour == nullptr || neighbour->is_device || neighbour->touched == Known::yes;
    if (witnessed && resident && there != physical + run.most) return run;
    if (neighbour == nullptr && !there) break;
    certain = certain && there && neighbour != nullptr && resident && continues(world, first, *neighbour);
    run.most += page;
    if (certain) run.least = run.most;
  }
  run.most = UINT64_MAX;
  return run;
}

Stepped judge_run(const Run& run, std::uint64_t length, std::uint64_t answered, std::vector<std::string> rows) {
  const std::uint64_t least = std::min(run.least, length);
  const std::uint64_t most = std::min(run.most, length);
  if (answered >= least && answered <= most) return {};
  const std::string wanted =
      least == most ? hex_number(least) : "from " + hex_number(least) + " to " + hex_number(most);
  return found(std::move(rows), "a contiguous length of " + wanted, hex_number(answered));
}

bool is_known(const World& world, std::uint64_t address) {
  const bool forbidden = address < world.facts().lowest_address;
  const bool free = world.arena.holds(address) && world.doubtful.count(world.map.down(address)) == 0;
  return forbidden || world.map.find(address) != nullptr || free;
}

}  // namespace mapproof::explore
