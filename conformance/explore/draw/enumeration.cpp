// Counts what can follow, and finds the sequence of a number by these counts.
// SPDX-License-Identifier: Apache-2.0
#include "enumeration.hpp"

#include <utility>

namespace mapproof::explore {
namespace {

/// The answers of a sequence so far: in a script each has the number of its step.
class Given {
 public:
  Step named(const Letter& letter, std::size_t place) {
    Step step = letter.step;
    for (Operand Step::*const operand : {&Step::address, &Step::length, &Step::physical, &Step::descriptor}) {
      const NameKind kind = kind_of(step.call, step.*operand);
      if (kind != NameKind::none) (step.*operand).index = names_[static_cast<std::size_t>(kind)][(step.*operand).index];
    }
    if (letter.gives == NameKind::none) return step;
    step.result = static_cast<std::uint32_t>(place);
    names_[static_cast<std::size_t>(letter.gives)].push_back(step.result);
    return step;
  }

 private:
  std::array<std::vector<std::uint32_t>, name_kinds> names_;
};

}  // namespace

Enumeration::Enumeration(const Capabilities& capabilities, std::size_t calls)
    : letters_(make_alphabet(capabilities, calls)), calls_(calls) {}

Names Enumeration::after(const Names& given, const Letter& letter) {
  Names all = given;
  if (letter.gives != NameKind::none) ++all[static_cast<std::size_t>(letter.gives)];
  return all;
}

std::uint64_t Enumeration::count(const Names& given, std::size_t calls) const {
  if (calls == 0) return 1;
  const auto known = counts_.find({given, calls});
  if (known != counts_.end()) return known->second;
  std::uint64_t sum = 0;
  for (const Letter& letter : letters_) {
    if (letter.fits(given)) sum += count(after(given, letter), calls - 1);
  }
  return counts_[{given, calls}] = sum;
}

Sequence Enumeration::at(std::uint64_t number) const {
  Sequence sequence;
  Names names{};
  Given given;
  while (sequence.size() < calls_) {
    for (const Letter& letter : letters_) {
      if (!letter.fits(names)) continue;
      const Names then = after(names, letter);
      const std::uint64_t following = count(then, calls_ - sequence.size() - 1);
      if (number >= following) {
        number -= following;
        continue;
      }
      sequence.push_back(given.named(letter, sequence.size()));
      names = then;
      break;
    }
  }
  return sequence;
}

}  // namespace mapproof::explore
