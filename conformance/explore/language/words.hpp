// The words of a script: bits, kinds and situations by name, and operands.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "step.hpp"

namespace mapproof::explore {

/// Two sets of bits: portable ones and native ones.
struct Bits {
  std::uint32_t portable = 0;
  std::uint32_t raw = 0;
};

struct Word {
  std::string_view name;
  std::uint32_t value;
};

/// Names of the values of an enumeration, or of the bits of a set. What is unknown is "?", or no value.
class Vocabulary {
 public:
  template <std::size_t count>
  constexpr explicit Vocabulary(const Word (&words)[count], std::string_view none = "0")
      : first_(words), last_(words + count), none_(none) {}

  std::string_view name_of(std::uint32_t value) const;
  std::optional<std::uint32_t> value_of(std::string_view name) const;
  /// "READ|WRITE"; native bits are a number.
  std::string text_of(Bits bits) const;
  std::optional<Bits> bits_of(std::string_view text) const;

 private:
  const Word* first_;
  const Word* last_;
  std::string_view none_;  ///< stands for no bits
};

extern const Vocabulary protections;
extern const Vocabulary map_flags;
extern const Vocabulary lock_flags;
extern const Vocabulary tflags;
extern const Vocabulary oflags;
extern const Vocabulary operations;
extern const Vocabulary kinds;
extern const Vocabulary situations;

std::string hex_text(std::uint64_t number);

std::string operand_text(const Operand& operand);
std::optional<Operand> operand_named(std::string_view text);

}  // namespace mapproof::explore
