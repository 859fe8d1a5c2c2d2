// Writes the statements.
// SPDX-License-Identifier: Apache-2.0
#include "replay_script.hpp"

#include "c_text.hpp"
#include "held_answer.hpp"

namespace mapproof {
namespace {

using Kind = Field::Kind;
using Result = CallShape::Result;

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

// The variables that the call stores to.
std::string ReplayScript::outputs(const RecordedCall& call, std::uint32_t place) const {
  const CallShape& shape = shape_of(call);
  const std::string number = number_of(place);
  std::string text;
  for (const Field& field : shape.fields) {
    if (value_of(call, field) == 0) continue;
    if (field.kind == Kind::offset_out) {
      text += "  int64_t offset" + number + " = (int64_t)" + hex_of(call.initial[0]) + ";\n";
    }
    if (field.kind == Kind::length_out) text += "  size_t length" + number + " = " + hex_of(call.initial[1]) + ";\n";
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
  const std::string text = shape.role == CallShape::Role::access   ? access_statement(place)
                           : shape.role == CallShape::Role::object ? object_statement(place)
                                                                   : call_statement(place);
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
  if (call.member == store_member)
    return "  " + memory + " = (" + type + ")" + hex_of(value_of(call, fields[2])) + ";\n";
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

}  // namespace mapproof
