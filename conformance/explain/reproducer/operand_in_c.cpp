// Writes the variable that holds what a call gave, and how far behind it an operand lies.
// SPDX-License-Identifier: Apache-2.0
#include "operand_in_c.hpp"

#include "c_text.hpp"
#include "record/call_values.hpp"

namespace mapproof {

using Base = Operand::Base;
using Output = CallShape::Output;

std::string given_in_c(const CallLog& log, const Operand& operand) {
  const std::string number = number_of(operand.call);
  const CallShape& shape = shape_of(log.calls[operand.call]);
  switch (operand.base) {
    case Base::number:
      return hex_of(operand.number);
    case Base::result:
      return shape.output == Output::memory ? "m" + number : "r" + number + ".value";
    case Base::physical:
      return told_physical(log, operand.call);
    case Base::descriptor:
      if (shape.role != CallShape::Role::object) return "r" + number + ".value";
      return "fds" + number + "[" + std::to_string(operand.distance) + "]";
    case Base::key:
      return "key" + number;
    case Base::turned_key:
      return "~key" + number;
  }
  return "";
}

std::string in_c(const CallLog& log, const Operand& operand) {
  const bool is_one_of_several = operand.base == Base::descriptor;
  return given_in_c(log, operand) + (is_one_of_several ? "" : distance_in_c(operand.distance));
}

std::string told_physical(const CallLog& log, std::uint32_t call) {
  if (!tells_physical(log.calls[call])) return "";
  switch (shape_of(log.calls[call]).output) {
    case Output::physical:
      return "stored" + number_of(call);
    case Output::resource:
      return "resource" + number_of(call) + ".physical";
    default:
      return "(uint64_t)offset" + number_of(call);
  }
}

std::string distance_in_c(std::int64_t bytes) {
  if (bytes == 0) return "";
  return bytes < 0 ? " - " + hex_of(static_cast<std::uint64_t>(-bytes))
                   : " + " + hex_of(static_cast<std::uint64_t>(bytes));
}

}  // namespace mapproof
