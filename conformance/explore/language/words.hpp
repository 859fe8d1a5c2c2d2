// The words of a script: calls, bits, kinds and situations by name.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "step.hpp"

namespace mapproof::explore {

std::string_view name_of(Call call);
std::optional<Call> call_named(std::string_view name);

/// Sets of bits, e.g. "READ|WRITE"; nothing known is left out: the rest is a number. The other way throws nothing and
/// answers nothing for an unknown word.
std::string protection_text(std::uint32_t bits, std::uint32_t raw);
std::string flags_text(std::uint32_t bits, std::uint32_t raw);

/// Two sets of bits: portable ones and native ones.
struct Bits {
  std::uint32_t portable = 0;
  std::uint32_t raw = 0;
};
std::optional<Bits> protection_named(std::string_view text);
std::optional<Bits> flags_named(std::string_view text);

std::string tflag_text(std::uint32_t bits, std::uint32_t raw);
std::string oflag_text(std::uint32_t bits);
std::optional<Bits> tflag_named(std::string_view text);
std::optional<Bits> oflag_named(std::string_view text);
std::string_view operation_name(std::uint32_t operation);
std::optional<std::uint32_t> operation_named(std::string_view name);

std::string_view kind_name(std::uint32_t kind);
std::optional<std::uint32_t> kind_named(std::string_view name);
std::string_view situation_name(std::uint32_t situation);
std::optional<std::uint32_t> situation_named(std::string_view name);

std::string operand_text(const Operand& operand);
std::optional<Operand> operand_named(std::string_view text);

}  // namespace mapproof::explore
