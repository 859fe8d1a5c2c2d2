// Operands as expressions of a program, in which the outcome of the call with the number N is rN.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "explain/operand.hpp"

namespace mapproof {

/// What the call gave that the operand is made from; with the distance from there.
std::string given_in_c(const CallLog& log, const Operand& operand);
std::string in_c(const CallLog& log, const Operand& operand);

/// The physical address that a call told; "" if it told none.
std::string told_physical(const CallLog& log, std::uint32_t call);

/// " + 0x1000"; "" for none.
std::string distance_in_c(std::int64_t bytes);

}  // namespace mapproof
