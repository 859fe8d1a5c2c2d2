// Writes the statements of a reproducer.
// SPDX-License-Identifier: Apache-2.0
#include "replay_script.hpp"

#include <csignal>

#include "c_text.hpp"
#include "expected_answer.hpp"
#include "explain/call_text.hpp"
#include "explain/driver_entry.hpp"

namespace mapproof {
namespace {

using Kind = Parameter::Kind;
using Result = CallShape::Result;

const char* type_of(Result result) {
  switch (result) {
    case Result::address:
      return "struct mapproof_address_outcome ";
    case Result::status:
    case Result::descriptor:
    case Result::device:
      return "struct mapproof_status_outcome ";
    case Result::handle:
      return "struct mapproof_handle_outcome ";
    case Result::arrangement:
      return "struct mapproof_arrange_outcome ";
    case Result::number:
    case Result::page:
      return "uint64_t ";
    case Result::nothing:
      return "";
  }
  return "";
}

// The variable for what a call stores where its last argument points.
struct Variable {
  std::string type;
  std::string name;
  std::string value;
};
Variable variable_for(CallShape::Output output) {
  switch (output) {
    case CallShape::Output::memory:
      return {"void *", "m", "NULL"};
    case CallShape::Output::physical:
      return {"uint64_t ", "stored", "0"};
    case CallShape::Output::caching:
      return {"uint32_t ", "caching", "0"};
    case CallShape::Output::resource:
      return {"struct mapproof_driver_resource ", "resource", "(struct mapproof_driver_resource){0}"};
    case CallShape::Output::none:
      break;
  }
  return {};
}

// A name that is longer than what is kept of it.
std::string long_name(const RecordedCall& call, const std::string& number) {
  if (call.name_repeats == 0) throw CannotShow{"it uses a name longer than what is recorded."};
  const std::string beginning(call.name.data());
  const std::string name = "name" + number, length = std::to_string(call.name_length);
  return "  static char " + name + "[" + length + " + 1];\n  memset(" + name + ", " + std::to_string(beginning.back()) +
         ", " + length + ");\n  memcpy(" + name + ", " + c_literal(beginning) + ", " +
         std::to_string(beginning.size()) + ");\n";
}

}  // namespace

std::string ReplayScript::granted(const RecordedCall& call, std::uint32_t place) {
  const std::string outcome = "r" + number_of(place);
  switch (shape_of(call).result) {
    case Result::address:
      return outcome + ".value != (void *)-1";
    case Result::status:
    case Result::descriptor:
    case Result::device:
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
  race();
  probe_.reset();
  globals_.clear();
  functions_.clear();
  for (std::uint32_t i = 0; i < end_; ++i) {
    change_sides(i);
    std::string& text = shape_of(log_.calls[i]).role == CallShape::Role::callback ? entries_[i] : text_around(i);
    text += statement(i);
  }
  if (turn_is_in_probe_) end_turn();
  end_probe();
  end_turn();
  const std::string asked = has_driver_ ? "  if (!be_asked()) return 2;\n" : "";
  return asked + caller_noted() + text_ + race();
}

// The driver's entry point, if the call is made inside one, or else the function of all calls.
std::string& ReplayScript::text_around(std::uint32_t place) {
  const auto entry = entry_around(log_, place);
  return entry ? entries_[*entry] : turn_ ? turn_text_ : text_;
}

// Variables of several functions are the program's own.
std::string ReplayScript::declared(const std::string& type, const std::string& variable, const std::string& value) {
  if (!has_functions()) return "  const " + type + variable + " = " + value + ";\n";
  globals_ += "static " + type + variable + ";\n";
  return "  " + variable + " = " + value + ";\n";
}

// The variables that the call stores to.
std::string ReplayScript::outputs(const RecordedCall& call, std::uint32_t place) {
  const CallShape& shape = shape_of(call);
  const std::string number = number_of(place);
  std::string text;
  const auto variable = [&](const std::string& type, const std::string& name, const std::string& value) {
    if (has_functions()) globals_ += "static " + type + name + ";\n";
    text += "  " + (has_functions() ? "" : type) + name + " = " + value + ";\n";
  };
  for (const Parameter& field : shape.parameters) {
    if (value_of(call, field) == 0) continue;
    if (field.kind == Kind::offset_out) variable("int64_t ", "offset" + number, "(int64_t)" + hex_of(call.initial[0]));
    if (field.kind == Kind::length_out) variable("size_t ", "length" + number, hex_of(call.initial[1]));
    if (field.kind == Kind::descriptor_out) {
      variable("int ", "fildes" + number, std::to_string(static_cast<std::int32_t>(call.initial[2])));
    }
  }
  if (!call.name_is_whole()) text += long_name(call, number);
  const Variable further = variable_for(shape.output);
  if (!further.name.empty()) variable(further.type, further.name + number, further.value);
  return text;
}

std::string ReplayScript::statement(std::uint32_t place) {
  const RecordedCall& call = log_.calls[place];
  const CallShape& shape = shape_of(call);
  if (shape.role == CallShape::Role::session) return "";
  const std::string text = shape.role == CallShape::Role::access     ? access_statement(place)
                           : shape.role == CallShape::Role::object   ? object_statement(place)
                           : shape.role == CallShape::Role::callback ? entry_statement(place)
                           : asks_own_driver(call)                   ? own_driver_statement(place)
                                                                     : call_statement(place);
  return is_entry(call) ? text : text + (probe_ ? conditions_in_probe(place) : conditions(place));
}

std::string ReplayScript::access_statement(std::uint32_t place) {
  const RecordedCall& call = log_.calls[place];
  const std::string number = number_of(place);
  if (call.id == CallId::fault_probe) {
    probe_ = place;
    probes_ = true;
    return declared("pid_t ", "child" + number, "begin_probe()") + "  if (child" + number + " == 0) {\n";
  }
  const Parameters& fields = shape_of(call).parameters;
  const std::string at = argument(place, fields[0]);
  if (call.id == CallId::touch) return "  *(volatile char *)(" + at + ") = *(volatile char *)(" + at + ");\n";
  if (call.id == CallId::execute) {
    return "  __builtin___clear_cache((char *)(" + at + "), (char *)(" + at +
           ") + 4);\n  ((void (*)(void))(uintptr_t)(" + at + "))();\n";
  }
  const std::string type = "uint" + std::to_string(value_of(call, fields[1]) * 8) + "_t";
  const std::string memory = "*(volatile " + type + " *)(" + at + ")";
  if (call.id == CallId::store) return "  " + memory + " = (" + type + ")" + hex_of(value_of(call, fields[2])) + ";\n";
  return declared(type + " ", "r" + number, memory) + "  (void)r" + number + ";\n";
}

void ReplayScript::end_probe() {
  if (!probe_) return;
  const std::uint32_t probe = *probe_;
  probe_.reset();
  const std::string number = number_of(probe);
  // A child that the check made end itself, by what it was answered.
  const bool ended_itself = log_.calls[probe].answered != 0 && log_.calls[probe].value == SIGABRT;
  if (ended_itself) text_around(probe) += "  signal(SIGABRT, SIG_DFL);\n  abort();\n";
  text_around(probe) += "  _exit(0);\n  }\n" + declared("uint32_t ", "r" + number, "end_probe(child" + number + ")") +
                        "  (void)r" + number + ";\n" + conditions(probe);
}

std::string ReplayScript::conditions(std::uint32_t place) {
  if (answers_ == Answers::free) return "";
  std::string text = entries_made(place);
  for (const std::string& condition : expected_answer(log_, place)) text += if_not(condition, place);
  return text;
}

// A child tells by its end whether all was the same; what it loads decides what it stores then.
std::string ReplayScript::conditions_in_probe(std::uint32_t place) const {
  const RecordedCall& call = log_.calls[place];
  if (answers_ == Answers::free || call.id == CallId::fault_probe) return "";
  std::string text;
  for (const std::string& condition : expected_answer(log_, place)) text += "  if (!(" + condition + ")) _exit(1);\n";
  return text;
}

std::string ReplayScript::if_not(const std::string& condition, std::uint32_t place) const {
  const bool in_driver = has_driver_ && (entry_around(log_, place) || is_entry(log_.calls[place]));
  return "  if (!(" + condition + ")) " + (in_driver ? "stop" : "return DIFFERS") + "(" + number_of(place) + ");\n";
}

// The address that a mapping was asked to get, for the condition that holds the answer to it.
std::string ReplayScript::asked(std::uint32_t place) {
  const RecordedCall& call = log_.calls[place];
  const CallShape& shape = shape_of(call);
  if (answers_ == Answers::free || shape.result != Result::address) return "";
  const Parameter& address = shape.parameters[0];
  if (value_of(call, address) == 0) return "";
  const std::string name = "asked" + number_of(place);
  return declared("uintptr_t ", name, "(uintptr_t)(" + argument(place, address) + ")") + "  (void)" + name + ";\n";
}

std::string ReplayScript::call_statement(std::uint32_t place) {
  const RecordedCall& call = log_.calls[place];
  const CallShape& shape = shape_of(call);
  if (!shape.repeatable) throw CannotShow{"it makes a call that cannot be repeated."};
  members_.insert(std::string(shape.name));
  const std::string number = number_of(place);
  std::string text = "  /* " + as_comment(call_in_words(log_, place)) + " */\n" + outputs(call, place) + asked(place);
  const Variable further = variable_for(shape.output);
  const std::string made = "table->" + std::string(shape.name) + "(session" + arguments(place) +
                           (further.name.empty() ? "" : ", &" + further.name + number) + ")";
  if (shape.result == Result::nothing) {
    text += "  " + made + ";\n";
  } else {
    text += declared(type_of(shape.result), "r" + number, made) + "  (void)r" + number + ";\n";
  }
  if (needed_.count(place) != 0 && answers_ == Answers::free) {
    text += "  if (!(" + granted(call, place) + ")) return SET_UP_FAILED(" + number + ");\n";
  }
  return text;
}

}  // namespace mapproof
