// Writes the arguments: numbers, and what earlier calls gave.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "c_text.hpp"
#include "operand_in_c.hpp"
#include "replay_script.hpp"

namespace mapproof {
namespace {

using Kind = Parameter::Kind;

// So much memory stands for that of the check itself.
constexpr std::uint64_t own_length = std::uint64_t{1} << 20;
constexpr std::uint64_t page = 4096;

bool is_mapped_here(std::uint64_t address) {
  return msync(reinterpret_cast<void*>(address / page * page), page, MS_ASYNC) == 0;
}

// The check's own memory holds the whole range that a call names. What only begins in it is a number too, as the end of
// the address space is, which the stack reaches. A length beyond all that a check has is one of the call's faults.
bool is_own_memory(std::uint64_t address, std::uint64_t length) {
  const bool reaches_out = length > 0 && length <= own_length && !is_mapped_here(address + length - 1);
  return is_mapped_here(address) && !reaches_out;
}

std::uint64_t length_in(const RecordedCall& call) {
  for (const Parameter& field : shape_of(call).parameters) {
    if (field.kind == Kind::length || field.kind == Kind::amount) return value_of(call, field);
  }
  return 1;
}

// Every argument that the call stores a result through has a variable of its own.
struct ResultVariable {
  const char* type;
  const char* name;
};
ResultVariable variable_of(Kind kind) {
  switch (kind) {
    case Kind::offset_out:
      return {"int64_t", "offset"};
    case Kind::length_out:
      return {"size_t", "length"};
    default:
      return {"int", "fildes"};
  }
}

}  // namespace

std::string ReplayScript::given(const Operand& operand) {
  needed_.insert(operand.call);
  return in_c(log_, operand);
}

// Where a call stores a result: the program has a variable there, or no memory either.
std::string ReplayScript::result_pointer(std::uint64_t value, Kind kind, std::uint32_t place) {
  const ResultVariable variable = variable_of(kind);
  if (value == 0) return "NULL";
  if (is_mapped_here(value)) return std::string("&") + variable.name + number_of(place);
  const Operand address = address_operand(log_, value, place);
  if (!address.is_given()) throw CannotShow{"it has a result stored where nothing is mapped."};
  return std::string("(") + variable.type + " *)(void *)((char *)" + given(address) + ")";
}

// What no call gave: a number that means nothing, or memory of the check, for which the program has its own.
std::string ReplayScript::own_address(std::uint64_t value, std::uint32_t place) {
  if (value == 0) return "NULL";
  if (!is_own_memory(value, length_in(log_.calls[place]))) return "(void *)" + hex_of(value);
  if (!own_) own_ = value / page * page;
  if (value < *own_ || value - *own_ >= own_length) throw CannotShow{"it uses several areas of its own memory."};
  return "own" + distance_in_c(static_cast<std::int64_t>(value - *own_));
}

std::string ReplayScript::argument(std::uint32_t place, const Parameter& parameter) {
  const Operand operand = operand_of(log_, place, parameter);
  if (!operand.is_given()) return own_argument(operand.number, place, parameter);
  switch (parameter.kind) {
    case Kind::address:
      return "(char *)" + given(operand);
    case Kind::length:
    case Kind::amount:
      return "(size_t)((char *)" + given(operand) + ")";
    default:
      return given(operand);
  }
}

std::string ReplayScript::own_argument(std::uint64_t value, std::uint32_t place, const Parameter& parameter) {
  const RecordedCall& call = log_.calls[place];
  switch (parameter.kind) {
    case Kind::address:
      return own_address(value, place);
    case Kind::descriptor:
    case Kind::onto:
      if (call.names_open_file != 0) throw CannotShow{"it opens files of its own."};
      return std::to_string(static_cast<std::int32_t>(value));
    case Kind::device:
    case Kind::node:
      return std::to_string(static_cast<std::int32_t>(value));
    case Kind::offset_out:
    case Kind::length_out:
    case Kind::descriptor_out:
      return result_pointer(value, parameter.kind, place);
    case Kind::name:
      if (value == 0) return "NULL";
      return call.name_is_whole() ? c_literal(call.name.data()) : "name" + number_of(place);
    default:
      return hex_of(value);
  }
}

std::string ReplayScript::arguments(std::uint32_t place) {
  const CallShape& shape = shape_of(log_.calls[place]);
  if (shape.id == CallId::driver_attach) return ", &" + driver_variable(place);
  std::string list;
  for (const Parameter& field : shape.parameters) {
    const bool plain = shape.parameters.request().empty();
    list += (list.empty() ? "" : ", ") + (plain ? "" : "." + std::string(field.name) + " = ") + argument(place, field);
  }
  if (shape.parameters.request().empty()) return list.empty() ? "" : ", " + list;
  return ", &(const struct " + std::string(shape.parameters.request()) + "){" + list + "}";
}

}  // namespace mapproof
