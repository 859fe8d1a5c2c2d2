// Draws calls and arguments.
// SPDX-License-Identifier: Apache-2.0
#include "generator.hpp"

#include <algorithm>

#include "arena.hpp"
#include "run.hpp"

namespace mapproof::explore {
namespace {

/// A name that has been given, and how long what it stands for is, as far as the generator knows.
struct Named {
  std::uint32_t name;
  std::int64_t pages;
  bool is_memory;
};

class Generator {
 public:
  Generator(const Offer& offer, std::uint64_t seed) : offer_(offer), random_(seed) {}

  Sequence make(std::size_t steps) {
    Sequence sequence;
    while (sequence.size() < steps) sequence.push_back(next());
    return sequence;
  }

 private:
  struct Weight {
    unsigned weight;
    Step (Generator::*make)();
  };

  Step next() {
    static constexpr Weight weights[] = {
        {26, &Generator::map},     {14, &Generator::unmap},   {10, &Generator::store},     {5, &Generator::load},
        {5, &Generator::protect},  {7, &Generator::memory},   {8, &Generator::lock},       {4, &Generator::unlock},
        {20, &Generator::look_up}, {2, &Generator::lock_all}, {1, &Generator::unlock_all}, {1, &Generator::rarity},
    };
    unsigned sum = 0;
    for (const Weight& entry : weights) sum += entry.weight;
    std::uint64_t drawn = random_.below(sum);
    for (const Weight& entry : weights) {
      if (drawn < entry.weight) return (this->*entry.make)();
      drawn -= entry.weight;
    }
    return map();
  }

  static Operand number(std::int64_t pages, std::int64_t bytes = 0) { return {Operand::Base::number, 0, pages, bytes}; }
  std::int64_t in_page() {
    const auto last = static_cast<std::int64_t>(offer_.page_size) - 1;
    return random_.one_of<std::int64_t>({1, 8, 0x880, last, 0x123});
  }
  std::int64_t small(std::int64_t most) {
    return static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(most)));
  }

  const Named* some_name(bool memory_only = false) {
    std::vector<const Named*> fitting;
    for (const Named& each : named_) {
      if (!memory_only || each.is_memory) fitting.push_back(&each);
    }
    if (fitting.empty()) return nullptr;
    // Mostly a recent one: what is long gone is of little use.
    const std::uint64_t recent = std::min<std::uint64_t>(fitting.size(), random_.chance(80) ? 4 : fitting.size());
    return fitting[fitting.size() - 1 - random_.below(recent)];
  }

  // A page of something that was mapped, or of the arena.
  Operand place() {
    const Named* const name = random_.chance(85) ? some_name() : nullptr;
    if (name == nullptr) return {Operand::Base::arena, 0, small(arena_pages), 0};
    return {Operand::Base::result, name->name, small(std::max<std::int64_t>(name->pages, 1)), 0};
  }

  Step map();
  void choose_physical(Step& step);
  void choose_place(Step& step);
  void choose_bits(Step& step);
  void spoil(Step& step);
  Step unmap();
  Step store();
  Step load();
  Step protect();
  Step memory();
  Step lock();
  Step unlock();
  Step look_up();
  Step lock_all();
  Step unlock_all();
  Step rarity();

  // Few places, so that mappings meet often.
  static constexpr std::int64_t arena_pages = 12;

  const Offer& offer_;
  Random random_;
  std::vector<Named> named_;
  std::uint32_t next_name_ = 0;
};

void Generator::choose_physical(Step& step) {
  const Named* const memory = random_.chance(4) ? some_name(true) : nullptr;
  if (memory != nullptr || offer_.windows.empty()) {
    step.physical = memory == nullptr ? number(0) : Operand{Operand::Base::frame, memory->name, 0, 0};
    step.length = number(1);
    return;
  }
  const auto index = static_cast<std::uint32_t>(random_.below(offer_.windows.size()));
  const mapproof_window& window = offer_.windows[index];
  const auto page = static_cast<std::int64_t>(offer_.page_size);
  const auto whole =
      static_cast<std::int64_t>(std::min<std::uint64_t>(window.length / offer_.page_size, pages_at_each_end));
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

void Generator::choose_place(Step& step) {
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

void Generator::choose_bits(Step& step) {
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

// One fault, at random.
void Generator::spoil(Step& step) {
  const auto bit_of = [&](std::uint32_t set) {
    std::vector<std::uint32_t> bits;
    for (std::uint32_t bit = 1; bit != 0; bit <<= 1) {
      if ((set & bit) != 0) bits.push_back(bit);
    }
    return bits.empty() ? 0 : bits[random_.below(bits.size())];
  };
  const std::int64_t pages = std::max<std::int64_t>(step.length.pages, 1);
  switch (random_.below(offer_.has_situations ? 14 : 10)) {
    case 0:
    case 1:
      step.length = number(0);
      return;
    case 2:
      step.raw_flags = bit_of(offer_.invalid_flags);
      return;
    case 3:
      step.raw_protection = bit_of(offer_.invalid_protection);
      return;
    case 4:
      step.flags |= MAPPROOF_MAP_STACK;
      return;
    case 5:
      step.physical = number(-1);
      step.length = number(pages + 1);
      return;
    case 6:
      if (offer_.has_physical_end) step.physical = {Operand::Base::physical_end, 0, small(3) - 1, 0};
      if (offer_.has_physical_end) step.length = number(pages + 1);
      return;
    case 7:
      step.length = number(0, random_.one_of<std::int64_t>({-1, -4096}));
      return;
    case 8:
      step.flags |= MAPPROOF_MAP_FIXED;
      step.address = {random_.chance(70) ? Operand::Base::above : Operand::Base::lowest, 0, -1, step.physical.bytes};
      step.length = number(pages + 1);
      return;
    case 9:
      step.flags |= MAPPROOF_MAP_FIXED;
      step.address = place();
      step.address.bytes = step.physical.bytes + 1;
      return;
    default:
      step.situation = random_.one_of<std::uint32_t>({MAPPROOF_WITHOUT_MAP_PRIVILEGE, MAPPROOF_ADDRESS_SPACE_FULL,
                                                      MAPPROOF_MAPPING_TABLE_FULL, MAPPROOF_LOCK_LIMIT,
                                                      MAPPROOF_WITHOUT_EXEC_PRIVILEGE, MAPPROOF_PHYSICAL_RANGE_DENIED,
                                                      MAPPROOF_THREADS_SHORT});
      return;
  }
}

Step Generator::map() {
  Step step;
  step.call = Call::map;
  choose_physical(step);
  choose_bits(step);
  choose_place(step);
  if (random_.chance(15)) {
    spoil(step);
    return step;
  }
  step.result = next_name_++;
  named_.push_back({step.result, std::max<std::int64_t>(step.length.pages, 1), false});
  return step;
}

Step Generator::unmap() {
  Step step;
  step.call = random_.one_of({Call::unmap, Call::unmap, Call::unmap, Call::munmap, Call::munmap_flags});
  const Named* const name = some_name();
  step.address = place();
  if (name != nullptr && random_.chance(50)) step.address = {Operand::Base::result, name->name, 0, 0};
  step.length = number(1 + small(4));
  if (random_.chance(20)) step.length.bytes = 1 - small(3);
  if (random_.chance(10)) step.address.bytes = in_page();
  if (random_.chance(4)) step.length = number(0);
  if (random_.chance(3)) step.address = {Operand::Base::above, 0, -1, 0};
  if (random_.chance(3)) step.address = {Operand::Base::arena, 0, 0, 0}, step.length = number(arena_pages);
  if (step.call == Call::munmap_flags && random_.chance(25)) step.raw_flags = 4;
  if (offer_.has_situations && random_.chance(6)) {
    step.situation = random_.one_of<std::uint32_t>({MAPPROOF_UNMAP_INTERRUPTED, MAPPROOF_MAPPING_TABLE_FULL});
  }
  return step;
}

Step Generator::load() {
  Step step;
  step.call = Call::load;
  step.address = place();
  const auto last = static_cast<std::int64_t>(offer_.page_size) - 8;
  step.address.bytes = random_.one_of<std::int64_t>({0, 8, 0x880, last});
  return step;
}

Step Generator::store() {
  Step step = load();
  step.call = Call::store;
  step.value = random_.next();
  return step;
}

Step Generator::protect() {
  Step step;
  step.call = Call::protect;
  step.address = place();
  step.length = number(1 + small(3));
  step.protection =
      random_.one_of<std::uint32_t>({MAPPROOF_PROT_NONE, MAPPROOF_PROT_READ, MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE});
  return step;
}

Step Generator::memory() {
  Step step;
  step.call = Call::memory;
  step.kind =
      random_.one_of<std::uint32_t>({MAPPROOF_MEMORY_ANONYMOUS, MAPPROOF_MEMORY_SHARED, MAPPROOF_MEMORY_LAZY,
                                     MAPPROOF_MEMORY_FRAGMENTED, MAPPROOF_MEMORY_CONTIGUOUS, MAPPROOF_MEMORY_BELOW_2G,
                                     MAPPROOF_MEMORY_2G_TO_4G, MAPPROOF_MEMORY_ABOVE_4G, MAPPROOF_MEMORY_COPY});
  const std::int64_t pages = 1 + small(4);
  step.length = number(pages);
  step.result = next_name_++;
  named_.push_back({step.result, pages, true});
  return step;
}

Step Generator::lock() {
  Step step;
  step.call = Call::lock;
  const Named* const name = some_name(true);
  step.address = name == nullptr ? place() : Operand{Operand::Base::result, name->name, small(name->pages), 0};
  step.length = number(1 + small(3));
  if (random_.chance(50) && name != nullptr) step.address.pages = 0, step.length = number(name->pages);
  if (random_.chance(4)) step.length = number(0);
  if (random_.chance(4)) step.address.bytes = in_page();
  if (offer_.has_situations && random_.chance(8)) {
    step.situation =
        random_.one_of<std::uint32_t>({MAPPROOF_WITHOUT_LOCK_PRIVILEGE, MAPPROOF_LOCK_LIMIT, MAPPROOF_LOCK_NOT_NOW});
  }
  return step;
}

Step Generator::unlock() {
  Step step = lock();
  step.call = Call::unlock;
  step.situation = no_situation;
  return step;
}

Step Generator::look_up() {
  Step step;
  step.call = random_.chance(50) ? Call::offset32 : Call::offset64;
  const Named* const memory = some_name(true);
  step.address = place();
  if (memory != nullptr && random_.chance(70)) {
    step.address = {Operand::Base::result, memory->name, small(memory->pages), 0};
  }
  if (random_.chance(35)) step.address.bytes = in_page();
  step.length = number(1 + small(4));
  if (random_.chance(30)) step.length.bytes = 1 - small(3);
  if (random_.chance(5)) step.length = number(0);
  if (random_.chance(5)) step.length = number(0, -1);
  if (random_.chance(7)) step.fd = random_.one_of({0, 1, 999, -2});
  if (random_.chance(8)) step.wants_offset = false;
  if (random_.chance(8)) step.wants_run = false;
  return step;
}

Step Generator::lock_all() {
  Step step;
  step.call = Call::lock_all;
  step.flags = random_.one_of<std::uint32_t>(
      {MAPPROOF_LOCK_CURRENT, MAPPROOF_LOCK_FUTURE, MAPPROOF_LOCK_CURRENT | MAPPROOF_LOCK_FUTURE, 0});
  return step;
}

Step Generator::unlock_all() {
  Step step;
  step.call = Call::unlock_all;
  return step;
}

// What costs a process or lasts for the rest of the session.
Step Generator::rarity() {
  Step step;
  step.call = random_.one_of({Call::fork, Call::fork, Call::frames_move, Call::frames_move, Call::io_privilege});
  return step;
}

}  // namespace

Offer offer_of(const mapproof_backend& table, const mapproof_facts& facts) {
  Offer offer;
  offer.page_size = facts.page_size;
  offer.windows.assign(facts.windows, facts.windows + facts.window_count);
  offer.memory_kinds = table.memory_acquire == nullptr ? 0 : facts.memory_kinds;
  offer.invalid_flags = facts.invalid_flags;
  offer.invalid_protection = facts.invalid_protection;
  offer.has_physical_end = facts.highest_physical != UINT64_MAX;
  offer.has_lookups = facts.no_offset == nullptr && (table.mem_offset != nullptr || table.mem_offset64 != nullptr);
  offer.has_situations = table.provoke != nullptr;
  return offer;
}

Sequence make_sequence(const Offer& offer, std::uint64_t seed, std::uint64_t number, std::size_t steps) {
  // Numbers of one seed lie far apart in the generator's cycle.
  Random mixed(seed ^ Random(number).next());
  return Generator(offer, mixed.next()).make(steps);
}

}  // namespace mapproof::explore
