// Operands that are about typed memory.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "world.hpp"

namespace mapproof::explore {

bool is_typed_base(Operand::Base base);

/// The number that such an operand's base stands for; nothing if the step that it names has opened nothing.
std::optional<std::uint64_t> typed_number(const World& world, const Operand& operand);

}  // namespace mapproof::explore
