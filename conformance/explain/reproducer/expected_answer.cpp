// Writes the conditions for the answers that a check saw.
// SPDX-License-Identifier: Apache-2.0
#include "expected_answer.hpp"

#include <mapproof/backend.h>

#include <functional>
#include <optional>

#include "c_text.hpp"
#include "explain/driver_entry.hpp"
#include "explain/operand.hpp"
#include "host/errno_name.hpp"
#include "operand_in_c.hpp"
#include "record/call_values.hpp"
#include "replay_script.hpp"

namespace mapproof {
namespace {

using Kind = Parameter::Kind;
using Result = CallShape::Result;
using Conditions = std::vector<std::string>;

constexpr std::uint64_t page = 4096;
// Physical addresses that are nearer to each other than this were meant to be of one range.
constexpr std::uint64_t one_range = std::uint64_t{1} << 20;
// A handle below this is a port number, beyond it an address.
constexpr std::uint64_t ports = 0x10000;

std::uint64_t between(std::uint64_t one, std::uint64_t other) { return one < other ? other - one : one - other; }

const Parameter* field_of(const RecordedCall& call, Kind kind) { return shape_of(call).parameters.find(kind); }

bool has_pointer(const RecordedCall& call, Kind kind) {
  const Parameter* const field = field_of(call, kind);
  return field != nullptr && value_of(call, *field) != 0;
}

// The physical address that a request names, or the place in a file, and of which its answer tells nothing new.
std::optional<std::uint64_t> named_physical(const CallLog& log, std::uint32_t place) {
  const RecordedCall& call = log.calls[place];
  const Parameter* field = field_of(call, Kind::physical);
  if (field == nullptr) field = field_of(call, Kind::offset);
  if (field == nullptr) return std::nullopt;
  // The offset of ordinary memory is 0, and no address.
  if (value_of(call, *field) == 0 && !is_place_in_own_object(log, place)) return std::nullopt;
  return value_of(call, *field);
}

// How it lies to the ones that earlier calls told or named: so far from one of them, or far from all.
Conditions expected_physical(const CallLog& log, std::uint64_t physical, const std::string& variable,
                             std::uint32_t place) {
  Conditions far;
  for (std::uint32_t i = place; i-- > 0;) {
    if (!log.is_known_at(i, place)) continue;
    const std::string other = told_physical(log, i);
    const std::uint64_t there = log.calls[i].stored[0];
    if (!other.empty() && between(there, physical) < one_range) {
      return {(variable + " - ").append(other).append(" == " + wide_hex(physical - there))};
    }
    if (!other.empty()) far.push_back(("FAR(" + variable + ", ").append(other).append(")"));
    const auto named = named_physical(log, i);
    if (named && between(*named, physical) < one_range) return {variable + " == " + wide_hex(physical)};
    // A comparison with 0 is one that a compiler warns of.
    if (named && *named == 0) far.push_back(variable + " >= " + wide_hex(one_range));
    if (named && *named != 0) far.push_back("FAR(" + variable + ", " + wide_hex(*named) + ")");
  }
  far.push_back(variable + " % " + wide_hex(page) + " == " + wide_hex(physical % page));
  return far;
}

// That the address is the one that was asked for, or another one; and that it lies in what is mapped already.
Conditions expected_address(const CallLog& log, std::uint32_t place) {
  const RecordedCall& call = log.calls[place];
  const std::string address = "(uintptr_t)r" + number_of(place) + ".value";
  if (call.value == 0) return {address + " == 0"};
  Conditions conditions{address + " % " + wide_hex(page) + " == " + wide_hex(call.value % page)};
  const Parameter* const asked = field_of(call, Kind::address);
  if (asked != nullptr && value_of(call, *asked) != 0) {
    const bool same = value_of(call, *asked) == call.value;
    conditions.push_back(address + (same ? " == " : " != ") + "asked" + number_of(place));
  }
  for (std::uint32_t i = 0; i < place; ++i) {
    const Region region = region_of(log.calls[i]);
    if (!log.is_known_at(i, place)) continue;
    if (call.value - region.address >= region.length || shape_of(log.calls[i]).result != Result::address) continue;
    conditions.push_back(address + " - (uintptr_t)r" + number_of(i) +
                         ".value == " + wide_hex(call.value - region.address));
  }
  return conditions;
}

// One output of a lookup: left as it was, or what stands there now.
void expect_output(Conditions& conditions, const RecordedCall& call, std::size_t output, const std::string& variable,
                   const std::string& type, const std::function<Conditions()>& expected) {
  const bool left_alone = call.stored[output] == call.initial[output];
  if (left_alone || !was_granted(call)) {
    conditions.push_back(variable + (left_alone ? " == (" : " != (") + type + ")" + wide_hex(call.initial[output]));
    return;
  }
  for (std::string& condition : expected()) conditions.push_back(std::move(condition));
}

// One that was opened before, or none of those.
Conditions expected_descriptor(const CallLog& log, std::uint64_t stored, const std::string& variable,
                               std::uint32_t place) {
  const std::int32_t descriptor = static_cast<std::int32_t>(stored);
  if (descriptor == -1) return {variable + " == -1"};
  const auto wide = static_cast<std::uint64_t>(static_cast<std::int64_t>(descriptor));
  const Operand known = descriptor_operand(log, wide, place);
  if (known.is_given()) return {variable + " == " + in_c(log, known)};
  Conditions conditions{variable + " != -1"};
  for (const Operand& other : opened_descriptors(log, place)) {
    conditions.push_back(variable + " != " + in_c(log, other));
  }
  return conditions;
}

Conditions expected_outputs(const CallLog& log, std::uint32_t place) {
  const RecordedCall& call = log.calls[place];
  const std::string number = number_of(place);
  Conditions conditions;
  if (has_pointer(call, Kind::offset_out)) {
    expect_output(conditions, call, 0, "offset" + number, "int64_t",
                  [&] { return expected_physical(log, call.stored[0], "(uint64_t)offset" + number, place); });
  }
  if (has_pointer(call, Kind::length_out)) {
    expect_output(conditions, call, 1, "length" + number, "size_t",
                  [&] { return Conditions{"length" + number + " == " + wide_hex(call.stored[1])}; });
  }
  if (has_pointer(call, Kind::descriptor_out)) {
    expect_output(conditions, call, 2, "fildes" + number, "int",
                  [&] { return expected_descriptor(log, call.stored[2], "fildes" + number, place); });
  }
  return conditions;
}

Conditions expected_witness(const CallLog& log, std::uint32_t place) {
  const RecordedCall& call = log.calls[place];
  const std::string number = number_of(place);
  switch (shape_of(call).output) {
    case CallShape::Output::physical:
      return expected_physical(log, call.stored[0], "stored" + number, place);
    case CallShape::Output::resource: {
      Conditions conditions = expected_physical(log, call.stored[0], "resource" + number + ".physical", place);
      conditions.push_back("resource" + number + ".length == " + wide_hex(call.stored[1]));
      conditions.push_back("resource" + number + ".chunk_count == " + hex_of(call.stored[2]));
      return conditions;
    }
    case CallShape::Output::memory:
      return {"(uintptr_t)m" + number + " % " + wide_hex(page) + " == " + wide_hex(call.stored[0] % page)};
    case CallShape::Output::caching:
      return {"caching" + number + " == " + wide_hex(call.stored[0])};
    case CallShape::Output::none:
      break;
  }
  return {};
}

// The numbers of descriptors and devices are whatever they are, but each its own.
Conditions expected_number(const CallLog& log, std::uint32_t place) {
  const RecordedCall& call = log.calls[place];
  const std::string value = "r" + number_of(place) + ".value";
  Conditions conditions{value + " != -1"};
  for (std::uint32_t i = 0; i < place; ++i) {
    if (log.calls[i].id != call.id || !was_granted(log.calls[i])) continue;
    const bool same = log.calls[i].value == call.value;
    conditions.push_back(value + (same ? " == " : " != ") + "r" + number_of(i) + ".value");
  }
  return conditions;
}

Conditions expected_status(const CallLog& log, std::uint32_t place) {
  const RecordedCall& call = log.calls[place];
  const std::string value = "r" + number_of(place) + ".value";
  const CallShape& shape = shape_of(call);
  if (shape.numbers_differ) return expected_number(log, place);
  if (shape.result == Result::descriptor) return {value + " != -1"};
  return {value + " == " + std::to_string(static_cast<std::int32_t>(call.value))};
}

Conditions expected_result(const CallLog& log, std::uint32_t place) {
  const RecordedCall& call = log.calls[place];
  const std::string result = "r" + number_of(place);
  switch (shape_of(call).result) {
    case Result::address:
      return expected_address(log, place);
    case Result::status:
    case Result::descriptor:
    case Result::device:
      return expected_status(log, place);
    case Result::handle:
      if (call.value < ports) return {result + ".value == " + wide_hex(call.value)};
      return {result + ".value % " + wide_hex(page) + " == " + wide_hex(call.value % page)};
    case Result::page:
      // A page is opaque.
      return {result + (call.value == MAPPROOF_NOPAGE ? " == " : " != ") + "MAPPROOF_NOPAGE"};
    case Result::number:
      return {result + " == " + wide_hex(call.value)};
    case Result::arrangement:
    case Result::nothing:
      break;
  }
  return {};
}

}  // namespace

Conditions expected_answer(const CallLog& log, std::uint32_t place) {
  const RecordedCall& call = log.calls[place];
  if (call.answered == 0) return {};
  if (asks_own_driver(call)) return expected_own_driver(log, place);
  if (shape_of(call).result == Result::nothing) return {};
  const std::string granted = ReplayScript::granted(call, place);
  if (!was_granted(call)) {
    const std::string error = call.error == 0 ? "0" : errno_name(call.error);
    Conditions conditions{"!(" + granted + ")", "r" + number_of(place) + ".error == " + error};
    for (std::string& condition : expected_outputs(log, place)) conditions.push_back(std::move(condition));
    return conditions;
  }
  Conditions conditions;
  if (granted != "1") conditions.push_back(granted);
  for (std::string& condition : expected_result(log, place)) conditions.push_back(std::move(condition));
  for (std::string& condition : expected_outputs(log, place)) conditions.push_back(std::move(condition));
  for (std::string& condition : expected_witness(log, place)) conditions.push_back(std::move(condition));
  return conditions;
}

}  // namespace mapproof
