// Draws requests of mmap_device_memory(), sound and faulty ones.
// SPDX-License-Identifier: Apache-2.0
#include "explore/perform/run.hpp"
#include "step_maker.hpp"

namespace mapproof::explore {

void StepMaker::choose_physical(Step& step) {
  const Named* const memory = random_.chance(4) ? some_name(true) : nullptr;
  if (memory != nullptr || capabilities_.windows.empty()) {
    step.physical = memory == nullptr ? number(0) : Operand{Operand::Base::frame, memory->name, 0, 0};
    step.length = number(1);
    return;
  }
  const auto index = static_cast<std::uint32_t>(random_.below(capabilities_.windows.size()));
  const mapproof_window& window = capabilities_.windows[index];
  const auto page = static_cast<std::int64_t>(capabilities_.page_size);
  const auto whole =
      static_cast<std::int64_t>(std::min<std::uint64_t>(window.length / capabilities_.page_size, pages_at_each_end));
  const std::int64_t pages = 1 + small(std::max<std::int64_t>(std::min<std::int64_t>(whole, 4), 1));
  const std::int64_t bytes = random_.chance(75) ? 0 : in_page();
  step.length = random_.chance(75) ? number(pages) : number(pages - 1, in_page());
  if (random_.chance(10)) step.length = number(0, random_.one_of<std::int64_t>({1, 2, 8, 16}));
  if (random_.chance(65)) {
    step.physical = {Operand::Base::window, index, small(std::max<std::int64_t>(whole - pages + 1, 1)), bytes};
  } else {
    step.physical = {Operand::Base::window_end, index, -step.length.pages, -step.length.bytes};
  }
  // What would leave the window must be shorter.
  if (static_cast<std::uint64_t>(step.length.pages * page + step.length.bytes + bytes) > window.length) {
    step.length = number(0, std::min<std::int64_t>(16, static_cast<std::int64_t>(window.length)));
    step.physical = {Operand::Base::window, index, 0, 0};
  }
}

void StepMaker::choose_place(Step& step) {
  const std::uint64_t drawn = random_.below(100);
  if (drawn < 45) return;
  step.address = place();
  if (drawn < 60) {
    if (random_.chance(20)) step.address.bytes = in_page();
    return;
  }
  step.flags |= MAPPROOF_MAP_FIXED;
  // An answer for an unaligned physical address has an in-page part of its own.
  if (step.address.base == Operand::Base::arena) step.address.bytes = step.physical.bytes;
}

void StepMaker::choose_bits(Step& step) {
  step.protection = random_.one_of<std::uint32_t>({MAPPROOF_PROT_READ, MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE,
                                                   MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE, MAPPROOF_PROT_READ});
  if (random_.chance(6)) step.protection = MAPPROOF_PROT_NONE;
  if (random_.chance(4)) step.protection = MAPPROOF_PROT_WRITE;
  if (random_.chance(5)) step.protection |= MAPPROOF_PROT_EXEC;
  if (random_.chance(15)) step.protection |= MAPPROOF_PROT_NOCACHE;
  if (random_.chance(30))
    step.flags |= random_.one_of<std::uint32_t>({MAPPROOF_MAP_SHARED, MAPPROOF_MAP_PRIVATE, MAPPROOF_MAP_PHYS});
  if (random_.chance(3)) step.flags |= MAPPROOF_MAP_LAZY;
  if (random_.chance(3)) step.flags |= MAPPROOF_MAP_NOCACHE;
}

std::uint32_t StepMaker::bit_of(std::uint32_t set) {
  std::vector<std::uint32_t> bits;
  for (std::uint32_t bit = 1; bit != 0; bit <<= 1) {
    if ((set & bit) != 0) bits.push_back(bit);
  }
  return bits.empty() ? 0 : bits[random_.below(bits.size())];
}

void StepMaker::inject_length(Step& step) {
  step.length = random_.chance(70) ? number(0) : number(0, random_.one_of<std::int64_t>({-1, -4096}));
}

void StepMaker::inject_bits(Step& step) {
  switch (random_.below(3)) {
    case 0:
      step.raw_flags = bit_of(capabilities_.invalid_flags);
      return;
    case 1:
      step.raw_protection = bit_of(capabilities_.invalid_protection);
      return;
    default:
      step.flags |= MAPPROOF_MAP_STACK;
      return;
  }
}

void StepMaker::inject_physical(Step& step) {
  const std::int64_t pages = std::max<std::int64_t>(step.length.pages, 1);
  step.length = number(pages + 1);
  if (capabilities_.has_physical_end && random_.chance(50)) {
    step.physical = {Operand::Base::physical_end, 0, small(3) - 1, 0};
  } else {
    step.physical = number(-1);
  }
}

void StepMaker::inject_place(Step& step) {
  step.flags |= MAPPROOF_MAP_FIXED;
  if (random_.chance(40)) {
    step.address = {Operand::Base::arena, 0, small(arena_pages), step.physical.bytes + 1};
    return;
  }
  const std::int64_t pages = std::max<std::int64_t>(step.length.pages, 1);
  const auto base = random_.one_of({Operand::Base::above, Operand::Base::above, Operand::Base::lowest});
  step.address = {base, 0, base == Operand::Base::lowest ? -1 : -small(2), step.physical.bytes};
  step.length = number(pages + 1);
}

void StepMaker::inject_situation(Step& step) {
  step.situation = random_.one_of<std::uint32_t>(
      {MAPPROOF_WITHOUT_MAP_PRIVILEGE, MAPPROOF_ADDRESS_SPACE_FULL, MAPPROOF_MAPPING_TABLE_FULL, MAPPROOF_LOCK_LIMIT,
       MAPPROOF_WITHOUT_EXEC_PRIVILEGE, MAPPROOF_PHYSICAL_RANGE_DENIED, MAPPROOF_THREADS_SHORT});
  if (step.situation == MAPPROOF_WITHOUT_EXEC_PRIVILEGE) step.protection |= MAPPROOF_PROT_EXEC;
  if (step.situation == MAPPROOF_PHYSICAL_RANGE_DENIED && !capabilities_.windows.empty() && random_.chance(50)) {
    step.physical = {Operand::Base::window_end, 0, -step.length.pages, -step.length.bytes};
  }
}

// One fault, at random; sometimes another one on top of it.
void StepMaker::inject(Step& step) {
  static constexpr void (StepMaker::*ways[])(Step&) = {&StepMaker::inject_length, &StepMaker::inject_bits,
                                                       &StepMaker::inject_physical, &StepMaker::inject_place,
                                                       &StepMaker::inject_situation};
  const std::uint64_t count = capabilities_.has_situations ? 5 : 4;
  (this->*ways[random_.below(count)])(step);
  if (random_.chance(20)) (this->*ways[random_.below(count)])(step);
}

Step StepMaker::map() {
  Step step;
  step.call = Call::map;
  choose_physical(step);
  choose_bits(step);
  choose_place(step);
  if (random_.chance(15)) {
    inject(step);
    return step;
  }
  step.result = next_name_++;
  named_.push_back({step.result, std::max<std::int64_t>(step.length.pages, 1), false});
  return step;
}

}  // namespace mapproof::explore
