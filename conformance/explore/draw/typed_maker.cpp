// Draws calls about typed memory, and places to ask posix_mem_offset() about.
// SPDX-License-Identifier: Apache-2.0
#include "step_maker.hpp"

namespace mapproof::explore {

void add_typed_memory(Capabilities& capabilities, const mapproof_backend& table, mapproof_session* handle) {
  capabilities.has_places = table.posix_mem_offset != nullptr || table.posix_mem_offset64 != nullptr;
  const bool opens = table.posix_typed_mem_open != nullptr && table.close_descriptor != nullptr;
  const mapproof_typed_facts* const typed = table.typed_facts == nullptr ? nullptr : table.typed_facts(handle);
  capabilities.pool_count = typed == nullptr || !opens ? 0 : static_cast<std::uint32_t>(typed->pool_count);
}

const NamedDescriptor* StepMaker::some_descriptor() {
  if (descriptors_.empty()) return nullptr;
  const std::uint64_t recent = std::min<std::uint64_t>(descriptors_.size(), 3);
  return &descriptors_[descriptors_.size() - 1 - random_.below(recent)];
}

std::string StepMaker::pool_name() {
  const auto any = [&] { return std::to_string(random_.below(capabilities_.pool_count)); };
  const std::string one = any();
  if (random_.chance(45)) return "pool" + one;
  const std::string other = any();
  switch (random_.below(9)) {
    case 0:
      return random_.one_of<const char*>({"end", "slash_end", "part", "longer"}) + one;
    case 1:
      return "end" + one;
    case 2:
      return random_.chance(70) ? "no_object" : "long_name";
    case 3:
      return random_.one_of<const char*>({"", "|", "&"}) + ("pool" + one) +
             random_.one_of<const char*>({"|", "&", "||pool0"});
    case 4:
      return "pool" + one + "&pool" + other;
    case 5:
      return "pool" + one + "&pool" + other + random_.one_of<const char*>({"&", "|"}) + "pool" + any();
    case 6:
    case 7:
      return "pool" + one + "|pool" + other + "&pool" + other;
    default:
      return "pool" + one + "|pool" + other;
  }
}

Step StepMaker::typed_open() {
  if (capabilities_.pool_count == 0) return map();
  Step step;
  step.call = Call::typed_open;
  step.name = pool_name();
  step.protection = random_.chance(20) ? MAPPROOF_PROT_READ : MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;
  step.tflag = random_.one_of<std::uint32_t>(
      {0, MAPPROOF_TYPED_ALLOCATE, MAPPROOF_TYPED_ALLOCATE_CONTIG, MAPPROOF_TYPED_ALLOCATABLE});
  if (random_.chance(6)) step.tflag = static_cast<std::uint32_t>(3 + random_.below(5));
  if (random_.chance(4)) step.raw_flags = 0x40000000;
  if (random_.chance(8)) step.oflag = random_.one_of<std::uint32_t>({open_truncates, open_creates, open_noctty});
  if (capabilities_.has_situations && random_.chance(10)) {
    step.situation = random_.one_of<std::uint32_t>({MAPPROOF_TYPED_READ_ONLY, MAPPROOF_WITHOUT_MAP_PRIVILEGE});
  }
  step.result = next_name_++;
  descriptors_.push_back(
      {step.result, step.tflag, static_cast<std::uint32_t>(random_.below(capabilities_.pool_count))});
  // Mostly one of those that the name is about.
  const std::size_t digit = step.name.find_last_of("0123456789");
  if (digit != std::string::npos && random_.chance(70)) {
    descriptors_.back().pool = static_cast<std::uint32_t>(step.name[digit] - '0') % capabilities_.pool_count;
  }
  return step;
}

// Where the offset is a physical address: an end of an object, a page beside it, or memory that is the suite's own.
void StepMaker::choose_typed_offset(Step& step, const NamedDescriptor& descriptor) {
  const auto pool =
      random_.chance(75) ? descriptor.pool : static_cast<std::uint32_t>(random_.below(capabilities_.pool_count));
  step.physical = random_.chance(60) ? Operand{Operand::Base::pool, pool, 0, 0}
                                     : Operand{Operand::Base::pool_end, pool, -step.length.pages, 0};
  if (random_.chance(20)) step.physical.pages += small(5) - 2;
  // Begins with the last page, and ends behind the object.
  if (random_.chance(10)) step.physical = {Operand::Base::pool_end, pool, -1, 0};
  const Named* const name = random_.chance(15) ? some_name() : nullptr;
  if (name != nullptr) step.physical = {Operand::Base::frame, name->name, 0, 0};
}

void StepMaker::inject_typed_map(Step& step, const NamedDescriptor& descriptor) {
  switch (random_.below(3)) {
    case 0:
      step.physical = number(1);
      return;
    case 1:
      step.flags |= random_.one_of<std::uint32_t>({MAPPROOF_MAP_LAZY, MAPPROOF_MAP_BELOW16M});
      return;
    default:
      step.length = {Operand::Base::left, descriptor.name, 1, 0};
      return;
  }
}

Step StepMaker::typed_map() {
  const NamedDescriptor* const descriptor = some_descriptor();
  if (descriptor == nullptr) return typed_open();
  Step step;
  step.call = Call::typed_map;
  step.descriptor = {Operand::Base::descriptor, descriptor->name, 0, 0};
  step.flags = MAPPROOF_MAP_SHARED;
  step.protection = random_.chance(40) ? MAPPROOF_PROT_READ : MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;
  step.length = number(random_.chance(40) ? 1 : 1 + small(4));
  if (random_.chance(30)) {
    step.flags |= MAPPROOF_MAP_FIXED;
    step.address = random_.chance(50) ? place() : Operand{Operand::Base::arena, 0, small(arena_pages), 0};
  }
  const bool allocates = (descriptor->tflag & (MAPPROOF_TYPED_ALLOCATE | MAPPROOF_TYPED_ALLOCATE_CONTIG)) != 0;
  if (!allocates) choose_typed_offset(step, *descriptor);
  if (allocates && random_.chance(12)) {
    inject_typed_map(step, *descriptor);
    return step;
  }
  step.result = next_name_++;
  named_.push_back({step.result, std::max<std::int64_t>(step.length.pages, 1), false});
  typed_.push_back(named_.back());
  return step;
}

Step StepMaker::typed_query() {
  const NamedDescriptor* const descriptor = some_descriptor();
  Step step;
  step.call = random_.one_of({Call::typed_info, Call::typed_info, Call::typed_file, Call::close});
  if (descriptor == nullptr) step.call = Call::typed_info;
  if (descriptor != nullptr) step.descriptor = {Operand::Base::descriptor, descriptor->name, 0, 0};
  if (step.call == Call::typed_file) step.operation = static_cast<std::uint32_t>(random_.below(4));
  if (step.call != Call::typed_info || (descriptor != nullptr && random_.chance(60))) return step;
  step.descriptor = random_.chance(50) ? number(0, MAPPROOF_NOFD) : Operand{Operand::Base::pipe, 0, 0, 0};
  return step;
}

Step StepMaker::look_up_place() {
  if (!capabilities_.has_places) return look_up();
  Step step = look_up();
  step.fd = MAPPROOF_NOFD;
  step.call = random_.chance(50) ? Call::place32 : Call::place64;
  if (typed_.empty() || random_.chance(30)) return step;
  const Named& name = typed_[typed_.size() - 1 - random_.below(std::min<std::uint64_t>(typed_.size(), 4))];
  step.address.base = Operand::Base::result;
  step.address.index = name.name;
  // Sometimes the page before it.
  step.address.pages = random_.chance(15) ? -1 : small(name.pages);
  return step;
}

}  // namespace mapproof::explore
