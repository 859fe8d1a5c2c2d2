// Writes the statements.
// SPDX-License-Identifier: Apache-2.0
#include "replay_script.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cinttypes>
#include <cstdio>

#include "held_answer.hpp"

namespace mapproof {
namespace {

using Kind = Field::Kind;
using Result = CallShape::Result;

// So much memory stands for that of the check itself.
constexpr std::uint64_t own_length = std::uint64_t{1} << 20;
constexpr std::uint64_t page = 4096;

std::string hex(std::uint64_t number) {
  char text[2 + 16 + 1];
  std::snprintf(text, sizeof text, "0x%" PRIx64, number);
  return text;
}

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
  for (const Field& field : shape_of(call).fields) {
    if (field.kind == Kind::length) return value_of(call, field);
  }
  return 1;
}

std::string distance(std::int64_t bytes) {
  if (bytes == 0) return "";
  return bytes < 0 ? " - " + hex(static_cast<std::uint64_t>(-bytes)) : " + " + hex(static_cast<std::uint64_t>(bytes));
}

const char* type_of(Result result) {
  switch (result) {
    case Result::address:
      return "const struct mapproof_address_outcome ";
    case Result::status:
      return "const struct mapproof_status_outcome ";
    case Result::handle:
      return "const struct mapproof_handle_outcome ";
    case Result::arrangement:
      return "const struct mapproof_arrange_outcome ";
    case Result::number:
      return "const uint64_t ";
    case Result::nothing:
      return "";
  }
  return "";
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char character : text) {
    const bool plain =
        character >= ' ' && character < 0x7f && character != '"' && character != '\\' && character != '?';
    char octal[sizeof "\\377"];
    std::snprintf(octal, sizeof octal, "\\%03o", static_cast<unsigned>(static_cast<unsigned char>(character)));
    out += plain ? std::string(1, character) : octal;
  }
  return out + "\"";
}

std::string number_of(std::uint32_t call) { return std::to_string(call + 1); }

std::string ReplayScript::granted(const RecordedCall& call, std::uint32_t place) {
  const std::string outcome = "r" + number_of(place);
  switch (shape_of(call).result) {
    case Result::address:
      return outcome + ".value != (void *)-1";
    case Result::status:
      return outcome + ".value != -1";
    case Result::handle:
      return outcome + ".value != UINTPTR_MAX";
    case Result::arrangement:
      return outcome + ".error == 0";
    default:
      return "1";
  }
}

std::string ReplayScript::statements() {
  // The first time tells which results later calls need.
  for (std::uint32_t i = 0; i < end_; ++i) statement(i);
  probe_.reset();
  std::string text;
  for (std::uint32_t i = 0; i < end_; ++i) {
    if (log_.is_of_the_check(i)) text += end_of_probe();
    text += statement(i);
  }
  return text + end_of_probe();
}

std::string ReplayScript::result_address(const Origin& origin) {
  needed_.insert(origin.call);
  const bool acquired = shape_of(log_.calls[origin.call]).name == "memory_acquire";
  const std::string base = acquired ? "m" + number_of(origin.call) : "r" + number_of(origin.call) + ".value";
  return "(char *)" + base + distance(origin.distance);
}

// What no call gave: a number that means nothing, or memory of the check, for which the program has its own.
std::string ReplayScript::address(std::uint64_t value, std::uint32_t place) {
  if (value == 0) return "NULL";
  if (const auto origin = origin_of_address(log_, value, place)) return result_address(*origin);
  if (!is_own_memory(value, length_in(log_.calls[place]))) return "(void *)" + hex(value);
  if (!own_) own_ = value / page * page;
  if (value < *own_ || value - *own_ >= own_length) throw CannotShow{"it uses memory of its own in several places."};
  return "own" + distance(static_cast<std::int64_t>(value - *own_));
}

std::string ReplayScript::physical(std::uint64_t value, std::uint32_t place) {
  const auto origin = origin_of_physical(log_, value, place);
  if (!origin) return hex(value);
  needed_.insert(origin->call);
  const bool witnessed = shape_of(log_.calls[origin->call]).name == "physical_of";
  return (witnessed ? "stored" : "(uint64_t)offset") + number_of(origin->call) + distance(origin->distance);
}

std::string ReplayScript::descriptor(std::uint64_t value, std::uint32_t place) {
  if (const auto origin = origin_of_descriptor(log_, value, place)) {
    needed_.insert(origin->call);
    return "r" + number_of(origin->call) + ".value";
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
  return hex(value);
}

std::string ReplayScript::argument(std::uint32_t place, const Field& field) {
  const RecordedCall& call = log_.calls[place];
  const std::uint64_t value = value_of(call, field);
  switch (field.kind) {
    case Kind::address:
      return address(value, place);
    case Kind::handle:
      return handle(value, place);
    case Kind::descriptor:
      return descriptor(value, place);
    case Kind::physical:
      return physical(value, place);
    case Kind::offset_out:
      return value == 0 ? "NULL" : "&offset" + number_of(place);
    case Kind::length_out:
      return value == 0 ? "NULL" : "&length" + number_of(place);
    case Kind::descriptor_out:
      return value == 0 ? "NULL" : "&fildes" + number_of(place);
    case Kind::name:
      if (call.name_is_whole == 0 && value != 0) throw CannotShow{"it uses a longer name than is recorded."};
      return value == 0 ? "NULL" : quoted(call.name.data());
    case Kind::length:
      // One that is made from an address, as of a range that wraps around to it.
      if (const auto origin = value > own_length ? origin_of_address(log_, value, place) : std::nullopt) {
        return "(size_t)(" + result_address(*origin) + ")";
      }
      return number(value, field);
    case Kind::hexadecimal:
      return number(value, field);
  }
  return "";
}

std::string ReplayScript::number(std::uint64_t value, const Field& field) const {
  if (field.name == "thread" && value != 0) throw CannotShow{"it is about another thread."};
  return field.name == "node" ? std::to_string(static_cast<std::int32_t>(value)) : hex(value);
}

std::string ReplayScript::arguments(std::uint32_t place) {
  const CallShape& shape = shape_of(log_.calls[place]);
  std::string list;
  for (const Field& field : shape.fields) {
    const bool plain = shape.request.empty();
    list += (list.empty() ? "" : ", ") + (plain ? "" : "." + std::string(field.name) + " = ") + argument(place, field);
  }
  if (shape.request.empty()) return list.empty() ? "" : ", " + list;
  return ", &(const struct " + std::string(shape.request) + "){" + list + "}";
}

// The variables that the call stores to.
std::string ReplayScript::outputs(const RecordedCall& call, std::uint32_t place) const {
  const CallShape& shape = shape_of(call);
  const std::string number = number_of(place);
  std::string text;
  for (const Field& field : shape.fields) {
    if (value_of(call, field) == 0) continue;
    if (field.kind == Kind::offset_out) {
      text += "  int64_t offset" + number + " = (int64_t)" + hex(call.initial[0]) + ";\n";
    }
    if (field.kind == Kind::length_out) text += "  size_t length" + number + " = " + hex(call.initial[1]) + ";\n";
    if (field.kind == Kind::descriptor_out) {
      text += "  int fildes" + number + " = " + std::to_string(static_cast<std::int32_t>(call.initial[2])) + ";\n";
    }
  }
  if (shape.name == "memory_acquire") text += "  void *m" + number + " = NULL;\n";
  if (shape.name == "physical_of") text += "  uint64_t stored" + number + " = 0;\n";
  if (shape.name == "caching_of") text += "  uint32_t caching" + number + " = 0;\n";
  return text;
}

std::string ReplayScript::statement(std::uint32_t place) {
  const RecordedCall& call = log_.calls[place];
  const CallShape& shape = shape_of(call);
  if (shape.role == CallShape::Role::session) return "";
  const std::string text = shape.role == CallShape::Role::access ? access_statement(place) : call_statement(place);
  return probe_ ? text : text + conditions(place);
}

std::string ReplayScript::access_statement(std::uint32_t place) {
  const RecordedCall& call = log_.calls[place];
  const std::string number = number_of(place);
  if (call.member == probe_member) {
    probe_ = place;
    probes_ = true;
    return "  const pid_t child" + number + " = begin_probe();\n  if (child" + number + " == 0) {\n";
  }
  const std::vector<Field>& fields = shape_of(call).fields;
  const std::string at = address(value_of(call, fields.front()), place);
  if (call.member == touch_member) return "  *(volatile char *)(" + at + ") = *(volatile char *)(" + at + ");\n";
  const std::string type = "uint" + std::to_string(value_of(call, fields[1]) * 8) + "_t";
  const std::string memory = "*(volatile " + type + " *)(" + at + ")";
  if (call.member == store_member) return "  " + memory + " = (" + type + ")" + hex(value_of(call, fields[2])) + ";\n";
  return "  const " + type + " r" + number + " = " + memory + ";\n  (void)r" + number + ";\n";
}

std::string ReplayScript::end_of_probe() {
  if (!probe_) return "";
  const std::uint32_t probe = *probe_;
  probe_.reset();
  const std::string number = number_of(probe);
  return "  _exit(0);\n  }\n  const uint32_t r" + number + " = end_probe(child" + number + ");\n  (void)r" + number +
         ";\n" + conditions(probe);
}

std::string ReplayScript::conditions(std::uint32_t place) {
  if (answers_ == Answers::free) return "";
  std::string text;
  for (const std::string& condition : held_answer(log_, place)) {
    text += "  if (!(" + condition + ")) return DIFFERS(" + number_of(place) + ");\n";
  }
  return text;
}

// The address that a mapping was asked to get, for the condition that holds the answer to it.
std::string ReplayScript::asked(std::uint32_t place) {
  const RecordedCall& call = log_.calls[place];
  const CallShape& shape = shape_of(call);
  if (answers_ == Answers::free || shape.result != Result::address) return "";
  const std::uint64_t value = value_of(call, shape.fields.front());
  if (value == 0) return "";
  const std::string name = "asked" + number_of(place);
  return "  const uintptr_t " + name + " = (uintptr_t)(" + address(value, place) + ");\n  (void)" + name + ";\n";
}

std::string ReplayScript::call_statement(std::uint32_t place) {
  const RecordedCall& call = log_.calls[place];
  const CallShape& shape = shape_of(call);
  if (!shape.repeatable) throw CannotShow{"the subject calls back into the suite."};
  members_.insert(std::string(shape.name));
  const std::string number = number_of(place);
  std::string more;
  if (shape.name == "memory_acquire") more = ", &m" + number;
  if (shape.name == "physical_of") more = ", &stored" + number;
  if (shape.name == "caching_of") more = ", &caching" + number;
  std::string text =
      "  /* " + as_comment(call_in_words(log_, place)) + " */\n" + outputs(call, place) + asked(place) + "  ";
  if (shape.result != Result::nothing) text += std::string(type_of(shape.result)) + "r" + number + " = ";
  text += "table->" + std::string(shape.name) + "(session" + arguments(place) + more + ");\n";
  if (shape.result != Result::nothing) text += "  (void)r" + number + ";\n";
  if (needed_.count(place) != 0 && answers_ == Answers::free) {
    text += "  if (!(" + granted(call, place) + ")) return SET_UP_FAILED(" + number + ");\n";
  }
  return text;
}

std::string as_comment(std::string text) {
  for (std::size_t at = text.find("*/"); at != std::string::npos; at = text.find("*/")) text.replace(at, 2, "* /");
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace mapproof
