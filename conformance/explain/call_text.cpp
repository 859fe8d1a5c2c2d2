// Describes calls and mappings in words.
// SPDX-License-Identifier: Apache-2.0
#include "call_text.hpp"

#include <algorithm>

#include "driver_entry.hpp"
#include "explain/reproducer/c_text.hpp"
#include "explain/reproducer/operand_in_c.hpp"
#include "host/errno_name.hpp"
#include "operand.hpp"
#include "race.hpp"
#include "record/call_values.hpp"

namespace mapproof {
namespace {

using Base = Operand::Base;
using Kind = Parameter::Kind;

constexpr std::uint32_t calls_shown = 12;
constexpr std::uint32_t accesses_shown = 4;
constexpr std::size_t mappings_shown = 8;

std::string numbered(std::uint32_t call) { return "(call " + number_of(call) + ")"; }

std::string given_in_words(const CallLog& log, const Operand& operand) {
  const std::string call = numbered(operand.call);
  switch (operand.base) {
    case Base::descriptor:
      if (shape_of(log.calls[operand.call]).opens <= 1) return call;
      return "descriptor " + std::to_string(operand.distance + 1) + " of " + call;
    case Base::key:
      return "of " + call;
    case Base::turned_key:
      return "of nothing";
    default:
      return call + distance_in_c(operand.distance);
  }
}

// What no call gave.
std::string own_address_in_words(std::uint64_t address) {
  if (address == 0) return "NULL";
  // Where the check itself has memory differs from run to run.
  constexpr std::uint64_t lowest_place = std::uint64_t{1} << 20;
  constexpr std::uint64_t highest_place = std::uint64_t{1} << 47;
  const bool is_a_place = address >= lowest_place && address < highest_place;
  return is_a_place ? "of the check's own + " + hex_of(address % 4096) : hex_of(address);
}

std::string address_in_words(const CallLog& log, std::uint64_t address, std::uint32_t end) {
  const Operand operand = address_operand(log, address, end);
  return operand.is_given() ? given_in_words(log, operand) : own_address_in_words(address);
}

std::string name_in_words(const RecordedCall& call) {
  const std::string name = "\"" + std::string(call.name.data());
  return call.name_is_whole() ? name + "\"" : name + "...\" of " + std::to_string(call.name_length) + " characters";
}

std::string argument_in_words(const CallLog& log, std::uint32_t place, const Parameter& parameter) {
  const Operand operand = operand_of(log, place, parameter);
  if (operand.is_given()) return given_in_words(log, operand);
  switch (parameter.kind) {
    case Kind::address:
      return own_address_in_words(operand.number);
    case Kind::descriptor:
    case Kind::onto:
    case Kind::device:
      return std::to_string(static_cast<std::int64_t>(operand.number));
    case Kind::key:
      return operand.number == 0 ? "0x0" : "of nothing";
    case Kind::offset_out:
    case Kind::length_out:
    case Kind::descriptor_out:
      return operand.number == 0 ? "NULL" : "given";
    case Kind::name:
      return operand.number == 0 ? "NULL" : name_in_words(log.calls[place]);
    default:
      return hex_of(operand.number);
  }
}

// Of either side's driver.
bool is_call_of_driver(const RecordedCall& call) {
  return is_entry(call) || (asks_own_driver(call) && !shape_of(call).parameters.empty());
}

// Bits that are not set and descriptors that are none say nothing.
bool is_worth_a_word(const RecordedCall& call, const Parameter& field) {
  const std::uint64_t value = value_of(call, field);
  // A driver and its helpers are told what does not matter to each as 0.
  if (is_call_of_driver(call) || names_page(call)) return value != 0;
  switch (field.kind) {
    case Kind::flags:
    case Kind::bits:
    case Kind::node:
    case Kind::descriptor_out:
      return value != 0;
    case Kind::onto:
      return static_cast<std::int64_t>(value) != -1;
    default:
      return true;
  }
}

// What the check does by itself is no call of the table.
bool is_of_the_check_itself(const RecordedCall& call) {
  const CallShape::Role role = shape_of(call).role;
  return role == CallShape::Role::access || role == CallShape::Role::object || role == CallShape::Role::race;
}

// A page is opaque, and its number may be another one in each run.
std::string page_in_words(std::uint64_t page) { return page == MAPPROOF_NOPAGE ? "no page" : "a page"; }

std::string answer_in_words(const CallLog& log, std::uint32_t place) {
  const RecordedCall& call = log.calls[place];
  if (call.answered == 0) return "it did not return";
  if (names_page(call)) return page_in_words(call.value);
  if (is_call_of_driver(call)) return call.value == 0 ? "done" : errno_name(static_cast<int>(call.value));
  if (call.id == CallId::load || call.id == CallId::file_load) return hex_of(call.value);
  if (call.id == CallId::fault_probe)
    return call.value == 0 ? "no fault" : "died by signal " + std::to_string(call.value);
  if (is_of_the_check_itself(call)) return "done";
  if (!was_granted(call)) return "refused with " + (call.error == 0 ? "no errno" : errno_name(call.error));
  std::string text = "granted";
  const CallShape& shape = shape_of(call);
  const bool tells_physical =
      shape.parameters.find(Kind::offset_out) != nullptr || shape.output == CallShape::Output::physical;
  if (shape.result == CallShape::Result::address && call.value == 0) text += ", at NULL";
  if (tells_physical && !address_operand(log, call.stored[0], place).is_given()) text += ", " + hex_of(call.stored[0]);
  return text;
}

std::string listing(const std::vector<std::string>& lines) {
  if (lines.empty()) return "\n  nothing";
  std::string text;
  for (std::size_t i = 0; i < lines.size() && i < mappings_shown; ++i) text += "\n  " + lines[i];
  if (lines.size() > mappings_shown) text += "\n  and " + std::to_string(lines.size() - mappings_shown) + " more";
  return text;
}

bool unmaps(const RecordedCall& call, const Region& region) {
  const CallShape& shape = shape_of(call);
  if (shape.role != CallShape::Role::undo || !was_granted(call)) return false;
  const Parameter* const address = shape.parameters.find(Kind::address);
  const Parameter* const length = shape.parameters.find(Kind::length);
  if (address == nullptr || length == nullptr) return false;
  const std::uint64_t start = value_of(call, *address);
  return start <= region.address && start + value_of(call, *length) >= region.address + region.length;
}

std::string line_of_call(const CallLog& log, std::uint32_t place) {
  return "\n  " + std::to_string(place + 1) + ". " + call_in_words(log, place);
}

std::string last_calls_in_words(const CallLog& log, std::uint32_t end) {
  std::string text;
  std::uint32_t calls = 0;
  std::uint32_t accesses = 0;
  std::uint32_t first = std::min(end, log.kept());
  while (first > 0 && calls < calls_shown) {
    --first;
    const bool access = is_of_the_check_itself(log.calls[first]);
    std::uint32_t& shown = access ? accesses : calls;
    ++shown;
    if (access && accesses > accesses_shown) continue;
    text.insert(0, line_of_call(log, first));
  }
  if (first != 0) text.insert(0, "\n  (" + std::to_string(first) + " before)");
  return text;
}

}  // namespace

std::string call_in_words(const CallLog& log, std::uint32_t place) {
  const RecordedCall& call = log.calls[place];
  const CallShape& shape = shape_of(call);
  std::string arguments;
  for (const Parameter& field : shape.parameters) {
    if (!is_worth_a_word(call, field)) continue;
    arguments += (arguments.empty() ? "" : ", ") + std::string(field.name) + " " + argument_in_words(log, place, field);
  }
  return std::string(shape.name) + "(" + arguments + "): " + answer_in_words(log, place);
}

std::string calls_in_words(const CallLog& log, std::uint32_t end) {
  const std::optional<Race> race = race_of(log);
  if (!race || race->place >= end) return last_calls_in_words(log, end);
  std::string text = last_calls_in_words(log, race->place) + "\n  then these raced, again and again:";
  for (const std::vector<std::uint32_t>& iteration : race->iterations) {
    text += "\n  thread " + std::to_string(&iteration - race->iterations.data() + 1) + ", first iteration:";
    for (const std::uint32_t place : iteration) text += line_of_call(log, place);
  }
  return text;
}

std::string mapped_by_calls(const CallLog& log, std::uint32_t end) {
  std::vector<std::string> lines;
  end = std::min(end, log.kept());
  for (std::uint32_t i = 0; i < end; ++i) {
    const CallShape& shape = shape_of(log.calls[i]);
    const Region region = region_of(log.calls[i]);
    if (shape.result != CallShape::Result::address || region.length == 0) continue;
    bool still = true;
    for (std::uint32_t j = i + 1; j < end && still; ++j) still = !unmaps(log.calls[j], region);
    if (!still) continue;
    std::string line = numbered(i) + ", length " + hex_of(region.length);
    if (const Parameter* const physical = shape.parameters.find(Kind::physical)) {
      line += ", physical " + argument_in_words(log, i, *physical);
    }
    lines.push_back(line);
  }
  return listing(lines);
}

std::string mapped_by_witness(const CallLog& log, const std::vector<mapproof_mapping>& mappings) {
  std::vector<std::string> lines;
  for (const mapproof_mapping& mapping : mappings) {
    if (mapping.physical == UINT64_MAX) continue;
    lines.push_back(address_in_words(log, mapping.address, log.kept()) + ", length " + hex_of(mapping.length) +
                    ", protection " + hex_of(mapping.protection) + ", physical " + hex_of(mapping.physical));
  }
  // Where the system put them differs from run to run.
  std::sort(lines.begin(), lines.end());
  return listing(lines);
}

}  // namespace mapproof
