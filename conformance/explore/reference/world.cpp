// Numbers for operands, and what the suite may touch.
// SPDX-License-Identifier: Apache-2.0
#include "world.hpp"

#include "own_memory.hpp"
#include "typed_operand.hpp"

namespace mapproof::explore {
namespace {

std::uint64_t number_of(const mapproof_facts& facts, const Arena& arena, const Operand& operand) {
  switch (operand.base) {
    case Operand::Base::arena:
      return arena.start();
    case Operand::Base::lowest:
      return facts.lowest_address;
    case Operand::Base::above:
      return std::uint64_t{facts.highest_address} + 1;
    case Operand::Base::window:
      return facts.windows[operand.index].physical;
    case Operand::Base::window_end:
      return facts.windows[operand.index].physical + facts.windows[operand.index].length;
    case Operand::Base::physical_end:
      return facts.highest_physical + 1;
    case Operand::Base::number:
    case Operand::Base::result:
    case Operand::Base::frame:
    case Operand::Base::io:
    case Operand::Base::io_end:
    case Operand::Base::pool:
    case Operand::Base::pool_end:
    case Operand::Base::descriptor:
    case Operand::Base::left:
    case Operand::Base::pipe:
    case Operand::Base::heap:
    case Operand::Base::file:
    case Operand::Base::stack:
      break;
  }
  return 0;
}

bool names_io(const Operand& operand) {
  return operand.base == Operand::Base::io || operand.base == Operand::Base::io_end;
}

bool names_window(const Operand& operand) {
  return operand.base == Operand::Base::window || operand.base == Operand::Base::window_end;
}

}  // namespace

std::optional<std::uint64_t> World::resolve(const Operand& operand) const {
  std::uint64_t number = 0;
  if (operand.base == Operand::Base::result || operand.base == Operand::Base::frame) {
    const auto answer = answers.find(operand.index);
    if (answer == answers.end()) return std::nullopt;
    number = answer->second.address;
    if (operand.base == Operand::Base::frame) {
      const std::optional<std::uint64_t> frame = physical_of(number);
      if (!frame) return std::nullopt;
      number = *frame;
    }
  } else if (is_own_base(operand.base)) {
    number = start_of_own(operand.base, map.page_size());
  } else if (is_typed_base(operand.base)) {
    const std::optional<std::uint64_t> typed = typed_number(*this, operand);
    if (!typed) return std::nullopt;
    number = *typed;
  } else {
    if (names_io(operand)) {
      const mapproof_io_facts* const said = table().io_facts == nullptr ? nullptr : table().io_facts(handle());
      if (said == nullptr) return std::nullopt;
      const std::uint64_t base = operand.base == Operand::Base::io ? said->scratch : said->highest + 1;
      return base + static_cast<std::uint64_t>(operand.bytes);
    }
    if (names_window(operand) && operand.index >= facts().window_count) return std::nullopt;
    number = number_of(facts(), arena, operand);
  }
  // Unsigned, so that "0 - page" is the last page.
  return number + static_cast<std::uint64_t>(operand.pages) * map.page_size() +
         static_cast<std::uint64_t>(operand.bytes);
}

std::optional<std::uint64_t> World::physical_of(std::uint64_t address) const {
  if (table().physical_of == nullptr) return std::nullopt;
  std::uint64_t physical = 0;
  if (table().physical_of(handle(), pointer_to(address), &physical).error != 0) return std::nullopt;
  return physical;
}

const mapproof_window* World::window_of(std::uint64_t physical, std::uint64_t length) const {
  for (std::size_t i = 0; i < facts().window_count; ++i) {
    const mapproof_window& window = facts().windows[i];
    if (physical < window.physical || length > window.length) continue;
    if (physical - window.physical <= window.length - length) return &window;
  }
  return nullptr;
}

void World::remove(std::uint64_t address, std::uint64_t length) {
  for (const std::uint64_t at : map.mapped_in(address, length)) {
    const Page page = *map.find(at);
    map.remove(at, 1);
    if (!page.is_device) give_up_frame(page.frame);
  }
}

void World::give_up_frame(std::uint64_t frame) {
  if (frame >= std::uint64_t{1} << 63) return;
  for (const auto& [address, page] : map.pages()) {
    if (page.frame == frame) map.find(address)->loadable = map.find(address)->storable = false;
  }
  contents.move(frame, next_frame++);
}

void World::settle(std::uint64_t address, std::uint64_t length) {
  if (map.count(address, length) == 0) return;
  doubtful.erase(doubtful.lower_bound(map.down(address)), doubtful.upper_bound(address + (length - 1)));
}

void World::enter_device(Page page, Answered place, std::uint64_t physical) {
  settle(place.address, place.length);
  const std::uint64_t first = place.address, last = first + (place.length - 1);
  for (std::uint64_t at = map.down(first); at <= map.down(last); at += map.page_size()) {
    page.frame = map.down(physical) + (at - map.down(first));
    page.first_byte = at < first ? map.inside(first) : 0;
    page.end_byte = at == map.down(last) ? map.inside(last) + 1 : map.page_size();
    map.set(at, page);
  }
  ++next_mapping;
}

bool World::is_doubtful(std::uint64_t address, std::uint64_t length) const {
  if (map.count(address, length) == 0) return false;
  return doubtful.lower_bound(map.down(address)) != doubtful.upper_bound(address + (length - 1));
}

bool World::is_ours(std::uint64_t address, std::uint64_t length) const {
  constexpr std::uint64_t most_pages = 4 * Arena::pages;
  const std::uint64_t count = map.count(address, length);
  if (count == 0 || count > most_pages) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t page = map.down(address) + i * map.page_size();
    if (!arena.holds(page) && map.find(page) == nullptr) return false;
  }
  return true;
}

bool World::is_taken(std::uint64_t address, std::uint64_t length) const {
  return !map.empty(address, length) || overlaps_own(address, length, map.page_size()) ||
         !own_is_intact(map.page_size());
}

bool World::in_address_space(std::uint64_t address, std::uint64_t length) const {
  const std::uint64_t last = address + (length - 1);
  return length != 0 && last >= address && address >= facts().lowest_address && last <= facts().highest_address;
}

bool set_situation(World& world, std::uint32_t condition, bool on) {
  if (condition == no_situation) return true;
  if (world.table().provoke == nullptr) return false;
  const mapproof_provoke_request request{condition, on ? 1u : 0u, 0};
  const bool done = world.table().provoke(world.handle(), &request).error == 0;
  world.undecidable = world.undecidable || (!on && !done);
  return done;
}

}  // namespace mapproof::explore
