// Writes the arguments: numbers, and what earlier calls gave.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "c_text.hpp"
#include "explain/open_object.hpp"
#include "replay_script.hpp"

namespace mapproof {
namespace {

using Kind = Parameter::Kind;
using Result = CallShape::Result;

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

std::string distance(std::int64_t bytes) {
  if (bytes == 0) return "";
  return bytes < 0 ? " - " + hex_of(static_cast<std::uint64_t>(-bytes))
                   : " + " + hex_of(static_cast<std::uint64_t>(bytes));
}

}  // namespace

std::string ReplayScript::result_address(const Origin& origin) {
  needed_.insert(origin.call);
  const bool acquired = shape_of(log_.calls[origin.call]).output == CallShape::Output::memory;
  const std::string base = acquired ? "m" + number_of(origin.call) : "r" + number_of(origin.call) + ".value";
  return "(char *)" + base + distance(origin.distance);
}

// Where a call stores a result: the program has a variable there, or no memory either.
std::string ReplayScript::result_pointer(std::uint64_t value, const std::string& type, const std::string& variable,
                                         std::uint32_t place) {
  if (value == 0) return "NULL";
  if (is_mapped_here(value)) return "&" + variable;
  const auto origin = origin_of_address(log_, value, place);
  if (!origin) throw CannotShow{"it has a result stored where there is no memory."};
  return "(" + type + " *)(void *)(" + result_address(*origin) + ")";
}

// What no call gave: a number that means nothing, or memory of the check, for which the program has its own.
std::string ReplayScript::address(std::uint64_t value, std::uint32_t place) {
  if (value == 0) return "NULL";
  if (const auto origin = origin_of_address(log_, value, place)) return result_address(*origin);
  if (!is_own_memory(value, length_in(log_.calls[place]))) return "(void *)" + hex_of(value);
  if (!own_) own_ = value / page * page;
  if (value < *own_ || value - *own_ >= own_length) throw CannotShow{"it uses memory of its own in several places."};
  return "own" + distance(static_cast<std::int64_t>(value - *own_));
}

std::string ReplayScript::physical(std::uint64_t value, std::uint32_t place) {
  if (is_place_in_own_object(log_, place)) return hex_of(value);
  const auto origin = origin_of_physical(log_, value, place);
  if (!origin) return hex_of(value);
  needed_.insert(origin->call);
  return told_physical(log_, origin->call) + distance(origin->distance);
}

std::string ReplayScript::descriptor(std::uint64_t value, std::uint32_t place) {
  if (const auto origin = origin_of_descriptor(log_, value, place)) {
    needed_.insert(origin->call);
    return descriptor_in_c(log_, *origin);
  }
  if (log_.calls[place].names_open_file != 0) throw CannotShow{"it opens files of its own."};
  return std::to_string(static_cast<std::int32_t>(value));
}

std::string ReplayScript::handle(std::uint64_t value, std::uint32_t place) {
  for (std::uint32_t i = place; i-- > 0;) {
    const RecordedCall& call = log_.calls[i];
    if (shape_of(call).result != Result::handle || !was_granted(call) || value - call.value >= own_length) continue;
    needed_.insert(i);
    return "r" + number_of(i) + ".value" + distance(static_cast<std::int64_t>(value - call.value));
  }
  return hex_of(value);
}

std::string ReplayScript::argument(std::uint32_t place, const Parameter& field) {
  const RecordedCall& call = log_.calls[place];
  const std::uint64_t value = value_of(call, field);
  switch (field.kind) {
    case Kind::address:
      return address(value, place);
    case Kind::handle:
      return handle(value, place);
    case Kind::descriptor:
    case Kind::onto:
      return descriptor(value, place);
    case Kind::device:
      return device(value, place);
    case Kind::key:
      return key(value, place);
    case Kind::physical:
    case Kind::offset:
      return physical(value, place);
    case Kind::offset_out:
      return result_pointer(value, "int64_t", "offset" + number_of(place), place);
    case Kind::length_out:
      return result_pointer(value, "size_t", "length" + number_of(place), place);
    case Kind::descriptor_out:
      return result_pointer(value, "int", "fildes" + number_of(place), place);
    case Kind::name:
      if (value == 0) return "NULL";
      return call.name_is_whole() ? c_literal(call.name.data()) : "name" + number_of(place);
    case Kind::length:
    case Kind::amount:
      // One that is made from an address, as of a range that wraps around to it.
      if (const auto origin = value > own_length ? origin_of_address(log_, value, place) : std::nullopt) {
        return "(size_t)(" + result_address(*origin) + ")";
      }
      return hex_of(value);
    case Kind::node:
      return std::to_string(static_cast<std::int32_t>(value));
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
