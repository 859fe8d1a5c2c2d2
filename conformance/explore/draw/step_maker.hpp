// How random steps are drawn, one function per kind of call.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "generator.hpp"

namespace mapproof::explore {

/// A name that has been given, and how long what it stands for is, as far as the generator knows.
struct Named {
  std::uint32_t name;
  std::int64_t pages;
  bool is_memory;
};

/// The same of a descriptor, and how it was asked for.
struct NamedDescriptor {
  std::uint32_t name;
  std::uint32_t tflag;
  std::uint32_t pool;  ///< which object its mappings by address are about
};

/// Adds what there is of typed memory and of posix_mem_offset().
void add_typed_memory(Capabilities& capabilities, const mapproof_backend& table, mapproof_session* handle);

/// Remembers the names that it has given.
class StepMaker {
 public:
  StepMaker(const Capabilities& capabilities, std::uint64_t seed) : capabilities_(capabilities), random_(seed) {}

  Sequence make(std::size_t steps) {
    Sequence sequence;
    while (sequence.size() < steps) sequence.push_back(next());
    return sequence;
  }

 private:
  struct Weight {
    unsigned weight;
    Step (StepMaker::*make)();
  };

  Step next();
  Step next_after_last();
  void store_next(const Operand& address);

  static Operand number(std::int64_t pages, std::int64_t bytes = 0) { return {Operand::Base::number, 0, pages, bytes}; }
  std::int64_t in_page() {
    const auto last = static_cast<std::int64_t>(capabilities_.page_size) - 1;
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
  void inject(Step& step);
  void inject_length(Step& step);
  void inject_bits(Step& step);
  void inject_physical(Step& step);
  void inject_place(Step& step);
  void inject_situation(Step& step);
  std::uint32_t bit_of(std::uint32_t set);
  Step ordinary_map();
  void choose_kind(Step& step);
  void choose_file(Step& step);
  void inject_ordinary(Step& step);
  void add_write_next(std::uint32_t name);
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
  Step device_io();
  Step io_map();
  Step io_unmap();
  Step port_read();
  Step port_write();
  Step io_privilege();
  void write_port_next(const Step& map);
  void read_port_next(const Step& last);
  Operand some_handle();
  Step typed_open();
  std::string pool_name();
  Step typed_map();
  void choose_typed_offset(Step& step, const NamedDescriptor& descriptor);
  void inject_typed_map(Step& step, const NamedDescriptor& descriptor);
  Step typed_query();
  Step look_up_place();
  const NamedDescriptor* some_descriptor();

  // Few places, so that mappings meet often.
  static constexpr std::int64_t arena_pages = 12;

  const Capabilities& capabilities_;
  Random random_;
  std::vector<Named> named_;
  std::vector<std::uint32_t> io_names_;
  std::vector<NamedDescriptor> descriptors_;
  std::vector<Named> typed_;  ///< those of named_ that are typed memory
  std::uint32_t next_name_ = 0;
  std::optional<Step> follow_up_;  ///< what is made next, because chance alone makes such pairs too seldom
};

}  // namespace mapproof::explore
