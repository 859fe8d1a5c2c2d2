// Writes what a check asks of the subject's own driver.
// SPDX-License-Identifier: Apache-2.0
#include <mapproof/backend.h>

#include "c_text.hpp"
#include "expected_answer.hpp"
#include "explain/call_text.hpp"
#include "explain/driver_entry.hpp"
#include "operand_in_c.hpp"
#include "replay_script.hpp"

namespace mapproof {
namespace {

using Conditions = std::vector<std::string>;

bool is_own(const RecordedCall& call, DriverEntry entry) { return call.id == subject_entry(entry); }

bool made_own_instance(const RecordedCall& call) { return asks_own_driver(call) && made_instance(call); }

// What the driver is decides what a check asks of it.
Conditions expected_description(const RecordedCall& call, const std::string& driver) {
  Conditions conditions{driver + (call.value == 0 ? " == NULL" : " != NULL")};
  if (call.value == 0) return conditions;
  conditions.push_back(driver + "->ddi_version == " + std::to_string(call.stored[0]));
  conditions.push_back(driver + "->channel_count == " + hex_of(call.stored[1]));
  for (std::size_t i = 0; i < entry_points.size(); ++i) {
    std::string has = driver + "->" + entry_points[i] + " != NULL";
    // The last one came later than the others.
    const bool may_lie_beyond = static_cast<DriverEntry>(i) == DriverEntry::config_modify;
    if (may_lie_beyond) has.insert(0, driver + "->struct_size >= sizeof(struct mapproof_driver) && ");
    conditions.push_back((call.stored[2] >> i & 1) != 0 ? has : "!(" + has + ")");
  }
  return conditions;
}

Conditions expected_facts(const RecordedCall& call, const std::string& facts) {
  if (call.value == 0) return {facts + " == NULL"};
  return {facts + " != NULL", facts + "->protection == " + hex_of(call.stored[0]),
          facts + "->length == " + wide_hex(call.stored[1])};
}

// Its instances are its own, but each its own.
Conditions expected_instance(const CallLog& log, std::uint32_t place) {
  const std::uint64_t instance = log.calls[place].stored[0];
  const std::string variable = "made" + number_of(place);
  Conditions conditions{variable + (instance == 0 ? " == NULL" : " != NULL")};
  for (std::uint32_t i = 0; instance != 0 && i < place; ++i) {
    const bool same = log.calls[i].stored[0] == instance;
    if (made_own_instance(log.calls[i]))
      conditions.push_back(variable + (same ? " == " : " != ") + "made" + number_of(i));
  }
  return conditions;
}

}  // namespace

std::vector<std::string> expected_own_driver(const CallLog& log, std::uint32_t place) {
  const RecordedCall& call = log.calls[place];
  const std::string answer = "r" + number_of(place);
  if (call.id == CallId::driver) return expected_description(call, answer);
  if (call.id == CallId::driver_facts) return expected_facts(call, answer);
  // A page is opaque.
  if (names_page(call)) return {answer + (call.value == MAPPROOF_NOPAGE ? " == " : " != ") + "MAPPROOF_NOPAGE"};
  Conditions conditions{answer + " == " + wide_hex(call.value)};
  if (is_own(call, DriverEntry::open)) {
    conditions.push_back("channel" + number_of(place) + " == " + hex_of(call.stored[0]));
  }
  if (is_own(call, DriverEntry::config_add)) {
    for (std::string& condition : expected_instance(log, place)) conditions.push_back(std::move(condition));
  }
  return conditions;
}

bool ReplayScript::has_any_driver(const CallLog& log, std::uint32_t end) {
  for (std::uint32_t i = 0; i < end; ++i) {
    if (asks_own_driver(log.calls[i])) return true;
  }
  return has_driver(log, end);
}

// Of those that this driver made.
std::string ReplayScript::own_instance(std::uint64_t value, std::uint32_t place) const {
  if (value == 0) return "NULL";
  for (std::uint32_t i = place; i-- > 0;) {
    if (made_own_instance(log_.calls[i]) && log_.calls[i].stored[0] == value) return "made" + number_of(i);
  }
  throw CannotShow{"it gives the subject's driver an instance that this driver did not create."};
}

std::string ReplayScript::own_driver_arguments(std::uint32_t place) const {
  const RecordedCall& call = log_.calls[place];
  const EntryRequest request = request_of(call);
  const auto instance = [&] { return ", " + own_instance(request.instance, place); };
  const auto key = [&] { return ", " + in_c(log_, key_operand(log_, request.key, place)); };
  const std::string channel = ", " + hex_of(request.channel);
  const std::string protection = ", " + hex_of(request.protection);
  switch (entry_of(call.id)) {
    case DriverEntry::config_add:
      return key() + ", &made" + number_of(place);
    case DriverEntry::config_remove:
      return instance();
    case DriverEntry::config_modify:
      return instance() + key();
    case DriverEntry::open:
      return instance() + ", &channel" + number_of(place) + protection;
    case DriverEntry::close:
      return instance() + channel;
    case DriverEntry::mmap:
      return instance() + channel + ", " + hex_of(request.offset) + protection;
    case DriverEntry::mmap_before_8:
      return channel + ", (int64_t)" + wide_hex(request.offset) + protection;
  }
  return "";
}

std::string ReplayScript::own_driver_statement(std::uint32_t place) {
  const RecordedCall& call = log_.calls[place];
  const std::string number = number_of(place);
  std::string text = "  /* " + as_comment(call_in_words(log_, place)) + " */\n";
  if (call.id == CallId::driver || call.id == CallId::driver_facts) {
    const std::string_view name = shape_of(call).name;
    members_.insert(std::string(name));
    globals_ += "static const struct mapproof_" + std::string(name) + " *r" + number + ";\n";
    return text + "  r" + number + " = table->" + std::string(name) + "(session);\n  (void)r" + number + ";\n";
  }
  const EntryRequest request = request_of(call);
  if (is_own(call, DriverEntry::config_add)) globals_ += "static void *made" + number + ";\n";
  if (is_own(call, DriverEntry::open)) {
    globals_ += "static uint32_t channel" + number + ";\n";
    text += "  channel" + number + " = " + hex_of(request.channel) + ";\n";
  }
  const std::string driver = "r" + number_of(static_cast<std::uint32_t>(request.attached));
  const std::string entry = entry_points[static_cast<std::size_t>(entry_of(call.id))];
  const std::string made = driver + "->" + entry + "(" + driver + own_driver_arguments(place) + ")";
  return text + declared("uint64_t ", "r" + number, "(uint64_t)" + made) + "  (void)r" + number + ";\n";
}

}  // namespace mapproof
