// Makes letters of the table's texts.
// SPDX-License-Identifier: Apache-2.0
#include "alphabet.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "alphabet_table.hpp"
#include "explore/language/argument.hpp"
#include "explore/language/script.hpp"

namespace mapproof::explore {
namespace {

constexpr Operand Step::*operands[] = {&Step::address, &Step::length, &Step::physical, &Step::descriptor};

bool is_fault(std::string_view text) { return !text.empty() && text.front() == '!'; }
std::string_view without_mark(std::string_view text) { return text.substr(is_fault(text) ? 1 : 0); }

NameKind given_by(Call call) {
  switch (call) {
    case Call::map:
    case Call::ordinary_map:
    case Call::memory:
    case Call::typed_map:
      return NameKind::address;
    case Call::typed_open:
      return NameKind::descriptor;
    case Call::io_map:
      return NameKind::handle;
    default:
      return NameKind::none;
  }
}

Letter letter_of(const Step& step, bool fault) {
  Letter letter{step, {}, fault ? NameKind::none : given_by(step.call)};
  for (Operand Step::*const operand : operands) {
    const NameKind kind = kind_of(step.call, step.*operand);
    if (kind == NameKind::none) continue;
    std::uint8_t& needed = letter.needs[static_cast<std::size_t>(kind)];
    needed = std::max<std::uint8_t>(needed, static_cast<std::uint8_t>((step.*operand).index + 1));
  }
  return letter;
}

bool is_offered(const Capabilities& capabilities, const Step& step) {
  if (!capabilities.has(step.call)) return false;
  const auto in_reach = [&](const Operand& operand) {
    const bool window = operand.base == Operand::Base::window || operand.base == Operand::Base::window_end;
    const bool pool = operand.base == Operand::Base::pool || operand.base == Operand::Base::pool_end;
    if (window) return operand.index < capabilities.windows.size();
    if (pool) return operand.index < capabilities.pool_count;
    return operand.base != Operand::Base::physical_end || capabilities.has_physical_end;
  };
  if (step.call == Call::memory && (capabilities.memory_kinds >> step.kind & 1) == 0) return false;
  return std::all_of(std::begin(operands), std::end(operands),
                     [&](Operand Step::*operand) { return in_reach(step.*operand); });
}

// The same call about the second, third, ... answer of each kind that it names.
void add_about_others(std::vector<Letter>& letters, const Letter& first, std::size_t most_names) {
  for (std::size_t kind = 0; kind < name_kinds; ++kind) {
    if (first.needs[kind] == 0) continue;
    for (std::uint32_t ordinal = 1; ordinal < most_names; ++ordinal) {
      Step step = first.step;
      for (Operand Step::*const operand : operands) {
        if (kind_of(step.call, step.*operand) == static_cast<NameKind>(kind)) (step.*operand).index = ordinal;
      }
      letters.push_back(letter_of(step, first.gives == NameKind::none));
    }
  }
}

std::uint32_t lowest_bit(std::uint32_t set) { return set & (~set + 1); }

Step step_of(std::string_view text) { return parse_script(text).front(); }

}  // namespace

bool Letter::fits(const Names& given) const {
  return std::equal(needs.begin(), needs.end(), given.begin(), [](auto needed, auto there) { return needed <= there; });
}

NameKind kind_of(Call call, const Operand& operand) {
  const bool about_ports = call == Call::io_unmap || call == Call::port_read || call == Call::port_write;
  switch (operand.base) {
    case Operand::Base::result:
      return about_ports ? NameKind::handle : NameKind::address;
    case Operand::Base::frame:
      return NameKind::address;
    case Operand::Base::descriptor:
    case Operand::Base::left:
      return NameKind::descriptor;
    default:
      return NameKind::none;
  }
}

std::vector<Letter> make_alphabet(const Capabilities& capabilities, std::size_t calls) {
  std::vector<Letter> letters;
  const auto add = [&](const Step& step, bool fault) {
    if (!is_offered(capabilities, step)) return;
    const Letter letter = letter_of(step, fault);
    letters.push_back(letter);
    add_about_others(letters, letter, calls - 1);
  };
  const AlphabetTable& table = alphabet_table();
  for (const std::string_view sound : table.sound) {
    const Step step = step_of(sound);
    add(step, false);
    for (const Classes& classes : table.classes) {
      if (classes.call != step.call) continue;
      for (const std::string_view text : classes.texts) {
        Step other = step;
        if (read(classes.argument, without_mark(text), other)) add(other, is_fault(text));
      }
    }
  }
  // A bit that the subject itself declares invalid has a number that no table can know.
  Step faulty = step_of(*table.sound.begin());
  if ((faulty.raw_flags = lowest_bit(capabilities.invalid_flags)) != 0) add(faulty, true);
  faulty.raw_flags = 0;
  if ((faulty.raw_protection = lowest_bit(capabilities.invalid_protection)) != 0) add(faulty, true);
  for (const std::string_view text : table.together) add(step_of(without_mark(text)), is_fault(text));
  return letters;
}

}  // namespace mapproof::explore
