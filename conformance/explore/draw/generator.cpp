// Draws calls and arguments.
// SPDX-License-Identifier: Apache-2.0
#include "generator.hpp"

#include <cstring>
#include <utility>

#include "calls/call_shape.hpp"
#include "explore/language/form.hpp"
#include "step_maker.hpp"

namespace mapproof::explore {

Step StepMaker::next() {
  if (follow_up_) return next_after_last();
  static constexpr Weight weights[] = {
      {26, &StepMaker::map},      {14, &StepMaker::unmap},      {14, &StepMaker::ordinary_map},
      {10, &StepMaker::store},    {5, &StepMaker::load},        {5, &StepMaker::protect},
      {7, &StepMaker::memory},    {8, &StepMaker::lock},        {4, &StepMaker::unlock},
      {20, &StepMaker::look_up},  {3, &StepMaker::lock_all},    {1, &StepMaker::unlock_all},
      {2, &StepMaker::rarity},    {10, &StepMaker::device_io},  {5, &StepMaker::typed_open},
      {8, &StepMaker::typed_map}, {3, &StepMaker::typed_query}, {12, &StepMaker::look_up_place},
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

// What was changed or written is tried out.
Step StepMaker::next_after_last() {
  Step step = *std::exchange(follow_up_, std::nullopt);
  if (step.call == Call::protect) store_next(step.address);
  if (step.call == Call::io_map) write_port_next(step);
  if (step.call == Call::port_write) read_port_next(step);
  return step;
}

void StepMaker::store_next(const Operand& address) {
  follow_up_ = store();
  follow_up_->address = address;
}

Step StepMaker::unmap() {
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
  if (capabilities_.has_situations && random_.chance(6)) {
    step.situation = random_.one_of<std::uint32_t>({MAPPROOF_UNMAP_INTERRUPTED, MAPPROOF_MAPPING_TABLE_FULL});
    // The middle of a mapping, whose rests need one entry more.
    if (name != nullptr && random_.chance(50)) {
      step.address = {Operand::Base::result, name->name, 1, 0};
      step.length = number(1);
    }
  }
  return step;
}

Step StepMaker::load() {
  Step step;
  step.call = Call::load;
  step.address = place();
  const auto last = static_cast<std::int64_t>(capabilities_.page_size) - 8;
  step.address.bytes = random_.one_of<std::int64_t>({0, 8, 0x880, last});
  return step;
}

Step StepMaker::store() {
  Step step = load();
  step.call = Call::store;
  step.value = random_.next();
  return step;
}

Step StepMaker::protect() {
  Step step;
  step.call = Call::protect;
  step.address = place();
  step.length = number(1 + small(3));
  step.protection =
      random_.one_of<std::uint32_t>({MAPPROOF_PROT_NONE, MAPPROOF_PROT_READ, MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE});
  // Whether the protection is real, only an access tells.
  if (random_.chance(30)) store_next(step.address);
  return step;
}

Step StepMaker::memory() {
  Step step;
  step.call = Call::memory;
  step.kind = random_.one_of<std::uint32_t>(
      {MAPPROOF_MEMORY_ANONYMOUS, MAPPROOF_MEMORY_SHARED, MAPPROOF_MEMORY_LAZY, MAPPROOF_MEMORY_FRAGMENTED,
       MAPPROOF_MEMORY_CONTIGUOUS, MAPPROOF_MEMORY_BELOW_2G, MAPPROOF_MEMORY_2G_TO_4G, MAPPROOF_MEMORY_ABOVE_4G,
       MAPPROOF_MEMORY_COPY, MAPPROOF_MEMORY_STRADDLES_2G});
  const std::int64_t pages = step.kind == MAPPROOF_MEMORY_STRADDLES_2G ? 2 : 1 + small(4);
  step.length = number(pages);
  step.result = next_name_++;
  named_.push_back({step.result, pages, true});
  return step;
}

Step StepMaker::lock() {
  Step step;
  step.call = Call::lock;
  const Named* const name = some_name(true);
  step.address = name == nullptr ? place() : Operand{Operand::Base::result, name->name, small(name->pages), 0};
  step.length = number(1 + small(3));
  if (random_.chance(50) && name != nullptr) step.address.pages = 0, step.length = number(name->pages);
  if (random_.chance(4)) step.length = number(0);
  if (random_.chance(4)) step.address.bytes = in_page();
  if (capabilities_.has_situations && random_.chance(8)) {
    step.situation =
        random_.one_of<std::uint32_t>({MAPPROOF_WITHOUT_LOCK_PRIVILEGE, MAPPROOF_LOCK_LIMIT, MAPPROOF_LOCK_NOT_NOW});
  }
  return step;
}

Step StepMaker::unlock() {
  Step step = lock();
  step.call = Call::unlock;
  step.situation = no_situation;
  return step;
}

Step StepMaker::look_up() {
  Step step;
  step.call = random_.chance(50) ? Call::offset32 : Call::offset64;
  const Named* const memory = some_name(true);
  step.address = place();
  if (memory != nullptr && random_.chance(70)) {
    step.address = {Operand::Base::result, memory->name, small(memory->pages), 0};
  }
  if (random_.chance(3)) step.address = number(0);
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

Step StepMaker::lock_all() {
  Step step;
  step.call = Call::lock_all;
  step.flags = random_.one_of<std::uint32_t>(
      {MAPPROOF_LOCK_CURRENT, MAPPROOF_LOCK_FUTURE, MAPPROOF_LOCK_CURRENT | MAPPROOF_LOCK_FUTURE, 0});
  return step;
}

Step StepMaker::unlock_all() {
  Step step;
  step.call = Call::unlock_all;
  return step;
}

// What costs a process or lasts for the rest of the session.
Step StepMaker::rarity() {
  Step step;
  step.call = random_.one_of({Call::fork, Call::fork, Call::fork, Call::frames_move});
  return step;
}

namespace {

bool is_there(const mapproof_backend& table, const CallShape& shape) {
  if (shape.member == CallShape::no_member) return true;
  void (*function)() = nullptr;
  std::memcpy(&function, reinterpret_cast<const char*>(&table) + shape.member, sizeof function);
  return function != nullptr;
}

// A call without anything to be made of is none: lookups that are refused whatever they are about, io without a port to
// use.
std::uint64_t calls_of(const mapproof_backend& table, const Capabilities& capabilities) {
  std::uint64_t calls = 0;
  for (unsigned i = 0; i < static_cast<unsigned>(Call::count); ++i) {
    const CallId id = id_of(static_cast<Call>(i));
    const CallShape& shape = shape_of(id);
    const bool looks_up = shape.group == api_offset32 || shape.group == api_offset64;
    const bool typed = shape.group == api_typed || id == CallId::file_operation || id == CallId::close_descriptor ||
                       static_cast<Call>(i) == Call::typed_map;
    const bool useless = (looks_up && !capabilities.has_lookups) || (typed && capabilities.pool_count == 0) ||
                         (shape.group == api_device_io && table.io_facts == nullptr);
    if (is_there(table, shape) && !useless) calls |= std::uint64_t{1} << i;
  }
  return calls;
}

}  // namespace

Capabilities capabilities_of(const mapproof_backend& table, mapproof_session* handle, const mapproof_facts& facts) {
  Capabilities capabilities;
  capabilities.page_size = facts.page_size;
  capabilities.windows.assign(facts.windows, facts.windows + facts.window_count);
  capabilities.memory_kinds = table.memory_acquire == nullptr ? 0 : facts.memory_kinds;
  capabilities.invalid_flags = facts.invalid_flags;
  capabilities.invalid_protection = facts.invalid_protection;
  capabilities.has_physical_end = facts.highest_physical != UINT64_MAX;
  capabilities.has_lookups =
      facts.no_offset == nullptr && (table.mem_offset != nullptr || table.mem_offset64 != nullptr);
  capabilities.has_situations = table.provoke != nullptr;
  add_typed_memory(capabilities, table, handle);
  capabilities.calls = calls_of(table, capabilities);
  return capabilities;
}

Sequence make_sequence(const Capabilities& capabilities, std::uint64_t seed, std::uint64_t number, std::size_t steps) {
  // Numbers of one seed lie far apart in the generator's cycle.
  Random mixed(seed ^ Random(number).next());
  return StepMaker(capabilities, mixed.next()).make(steps);
}

}  // namespace mapproof::explore
