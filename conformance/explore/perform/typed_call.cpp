// Typed memory but for its mappings: descriptors are opened, asked, misused and closed.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "calls.hpp"
#include "host/errno_name.hpp"

namespace mapproof::explore {
namespace {

constexpr std::uint32_t file_amount = 8;

// Whether the profile is that of the 6.4 era, whose errnos of faulty names are known.
bool is_observed(const World& world) { return world.rows.judged("TYM_14"); }

void judge_name(const TypedName& name, Rule& rule) {
  for (const NameFault fault : name.faults) {
    if (fault == NameFault::unknown) {
      rule.refuse("TYM_01");
    } else {
      rule.refuse(fault == NameFault::too_long ? "TYM_05" : "TYM_07");
    }
  }
  if (name.faults.empty()) rule.allow("TYM_07");
  if (name.doubtful) rule.leave_open();
}

void judge_flags(const World& world, const Step& step, Rule& rule) {
  if ((step.tflag & (step.tflag - 1)) != 0) rule.refuse("TYM_02");
  if (step.raw_flags != 0) is_observed(world) ? rule.refuse("TYM_02") : rule.leave_open();
  if ((step.oflag & (open_truncates | open_creates)) != 0) rule.refuse("TYM_06");
  if ((step.oflag & open_noctty) != 0) rule.allow("TYM_06");
}

void judge_rights(const World& world, const Step& step, Rule& rule) {
  if (step.situation == MAPPROOF_TYPED_READ_ONLY) {
    (step.protection & MAPPROOF_PROT_WRITE) != 0 ? rule.refuse("TYM_03") : rule.allow("TYM_03");
  }
  if (step.situation != MAPPROOF_WITHOUT_MAP_PRIVILEGE) return;
  if (step.tflag == 0 && !is_observed(world)) return rule.leave_open();
  const bool allocates = (step.tflag & (MAPPROOF_TYPED_ALLOCATE | MAPPROOF_TYPED_ALLOCATE_CONTIG)) != 0;
  allocates ? rule.allow("TYM_04") : rule.refuse("TYM_04");
}

Rule open_rule(const World& world, const Step& step, const TypedName& name) {
  Rule rule(world.rows);
  judge_name(name, rule);
  judge_flags(world, step, rule);
  judge_rights(world, step, rule);
  if ((step.protection & MAPPROOF_PROT_READ) == 0) rule.leave_open();
  return rule;
}

// If nothing but its name is wrong with a request, the 6.4 era has an errno for that.
Finding judge_errno_of_name(const World& world, const Step& step, const TypedName& name, int error) {
  const bool plain =
      step.situation == no_situation && step.raw_flags == 0 && step.oflag == 0 && (step.tflag & (step.tflag - 1)) == 0;
  if (!is_observed(world) || !plain || name.faults.size() != 1) return std::nullopt;
  const NameFault fault = name.faults.front();
  if (fault != NameFault::empty_segment && fault != NameFault::empty_memory) return std::nullopt;
  const int wanted = fault == NameFault::empty_segment ? EINVAL : ENODEV;
  if (error == wanted) return std::nullopt;
  return Mismatch{{"TYM_07"}, "a refusal with " + errno_name(wanted), "a refusal with " + errno_name(error)};
}

std::uint32_t native_oflag(std::uint32_t oflag) {
  return ((oflag & open_truncates) != 0 ? std::uint32_t{O_TRUNC} : 0) |
         ((oflag & open_creates) != 0 ? std::uint32_t{O_CREAT} : 0) |
         ((oflag & open_noctty) != 0 ? std::uint32_t{O_NOCTTY} : 0);
}

/// A pipe, if one is wanted, that lives as long as one call. Otherwise it takes no number, which may be one that the
/// call is about.
class Pipe {
 public:
  explicit Pipe(bool wanted) {
    if (!wanted || ::pipe(ends_) != 0) ends_[0] = ends_[1] = MAPPROOF_NOFD;
  }
  ~Pipe() {
    for (const int end : ends_) {
      if (end != MAPPROOF_NOFD) ::close(end);
    }
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  int reader() const { return ends_[0]; }

 private:
  int ends_[2]{};
};

const TypedDescriptor* descriptor_of(const World& world, const Step& step) {
  return step.descriptor.base == Operand::Base::descriptor ? world.descriptors.named(step.descriptor.index) : nullptr;
}

// Of a number that was closed nothing can be said as soon as somebody else has it.
bool is_open_again(const World& world, const TypedDescriptor& descriptor) {
  return world.descriptors.numbered(descriptor.number) != nullptr || ::fcntl(descriptor.number, F_GETFD) != -1;
}

Rule info_rule(const World& world, const Step& step, int number) {
  Rule rule(world.rows);
  const TypedDescriptor* const descriptor = descriptor_of(world, step);
  if (number == MAPPROOF_NOFD) {
    is_observed(world) ? rule.allow("TYM_14") : rule.refuse("TYM_11");
  } else if (step.descriptor.base == Operand::Base::pipe) {
    rule.refuse("TYM_12");
  } else if (descriptor != nullptr && !descriptor->is_open) {
    is_open_again(world, *descriptor) ? rule.leave_open() : rule.refuse("TYM_11");
  } else {
    rule.allow("TYM_13");
  }
  return rule;
}

Stepped judge_told_length(const World& world, const Step& step, std::size_t length) {
  const TypedDescriptor* const descriptor = descriptor_of(world, step);
  if (descriptor == nullptr) {
    const bool plausible = length >= world.map.page_size() && length != SIZE_MAX;
    if (plausible || !world.rows.judged("TYM_14")) return {};
    return found({"TYM_14"}, "how much memory is free", length == SIZE_MAX ? "nothing was stored" : hex_number(length));
  }
  if (!descriptor->is_open || descriptor->allocates() || length == 0 || !world.rows.judged("TYM_13")) return {};
  return found({"TYM_13"}, "a length of 0", length == SIZE_MAX ? "nothing was stored" : hex_number(length));
}

}  // namespace

Stepped run_typed_open(World& world, const Step& step) {
  const auto name = read_typed_name(step.name, world.pools());
  if (!name || world.table().posix_typed_mem_open == nullptr || world.table().close_descriptor == nullptr) {
    return skip();
  }
  constexpr std::uint32_t modes = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;
  if (((step.protection & ~modes) | step.raw_protection) != 0) return skip();
  const Rule rule = open_rule(world, step, *name);
  const mapproof_typed_open_request request{name->text.c_str(), step.protection, native_oflag(step.oflag), step.tflag,
                                            step.raw_flags};
  const auto outcome =
      during(world, step.situation, [&] { return world.table().posix_typed_mem_open(world.handle(), &request); });
  if (!outcome) return skip();
  const bool granted = outcome->value != -1;
  if (Finding wrong = rule.check(granted, outcome->error)) return {wrong, {}, false};
  if (!granted) return {judge_errno_of_name(world, step, *name, outcome->error), rule.rows(), false};
  // What the documents leave open may be anything.
  TypedMemory memory = name->memory;
  if (name->doubtful || !name->faults.empty()) memory.doubt();
  world.descriptors.add(step.result,
                        {outcome->value, step.tflag, step.protection, name->text, std::move(memory), true});
  return followed(rule.rows());
}

Stepped run_typed_info(World& world, const Step& step) {
  if (world.table().posix_typed_mem_get_info == nullptr || world.pools().empty()) return skip();
  const bool of_pipe = step.descriptor.base == Operand::Base::pipe;
  const Pipe pipe(of_pipe);
  const auto named = of_pipe ? static_cast<std::uint64_t>(pipe.reader()) : world.resolve(step.descriptor);
  if (!named) return skip();
  const int number = static_cast<int>(*named);
  if (of_pipe && number == MAPPROOF_NOFD) return skip();
  const Rule rule = info_rule(world, step, number);
  std::size_t length = SIZE_MAX;
  const mapproof_typed_info_request request{number, 0, &length};
  const mapproof_status_outcome outcome = world.table().posix_typed_mem_get_info(world.handle(), &request);
  const bool granted = outcome.value != -1;
  if (Finding wrong = rule.check(granted, outcome.error)) return {wrong, {}, false};
  const Stepped judged = granted && !of_pipe ? judge_told_length(world, step, length) : Stepped{};
  return judged.finding ? judged : followed(rule.rows());
}

Stepped run_typed_file(World& world, const Step& step) {
  const TypedDescriptor* const descriptor = descriptor_of(world, step);
  if (descriptor == nullptr || !descriptor->is_open || world.table().file_operation == nullptr) return skip();
  Rule rule(world.rows);
  rule.refuse("TYM_15");
  const mapproof_file_request request{descriptor->number, step.operation, file_amount};
  const mapproof_status_outcome outcome = world.table().file_operation(world.handle(), &request);
  if (Finding wrong = rule.check(outcome.value != -1, outcome.error)) return {wrong, {}, false};
  return followed(rule.rows());
}

// No row is about closing as such. What was mapped stays.
Stepped run_close(World& world, const Step& step) {
  const TypedDescriptor* const descriptor = descriptor_of(world, step);
  if (descriptor == nullptr || !descriptor->is_open || world.table().close_descriptor == nullptr) return skip();
  world.table().close_descriptor(world.handle(), descriptor->number);
  world.descriptors.close(step.descriptor.index);
  return followed({"PMO_04"});
}

}  // namespace mapproof::explore
