// Writes the driver of the program, which answers as the check's did.
// SPDX-License-Identifier: Apache-2.0
#include <mapproof/backend.h>

#include <cstring>

#include "c_text.hpp"
#include "explain/call_text.hpp"
#include "explain/driver_entry.hpp"
#include "replay_script.hpp"

namespace mapproof {

bool ReplayScript::has_driver(const CallLog& log, std::uint32_t end) {
  for (std::uint32_t i = 0; i < end; ++i) {
    if (log.calls[i].id == CallId::driver_attach) return true;
  }
  return false;
}

// The driver itself, with the entry points that the check's has.
std::string ReplayScript::driver_variable(std::uint32_t place) {
  DriverRequest request;
  std::memcpy(&request, log_.calls[place].request.data(), sizeof request);
  std::string members =
      ".struct_size = sizeof(struct mapproof_driver), .ddi_version = " + std::to_string(request.ddi_version) +
      ", .channel_count = " + hex_of(request.channel_count);
  for (std::size_t i = 0; i < entry_points.size(); ++i) {
    if ((request.entries >> i & 1) == 0) continue;
    members += std::string(", .") + entry_points[i];
    members += std::string(" = on_") + entry_points[i];
  }
  std::string variable = "driver" + number_of(place);
  globals_ += "static const struct mapproof_driver " + variable + " = {" + members + "};\n";
  return variable;
}

std::string ReplayScript::named_page(std::uint64_t value, std::uint32_t place) const {
  if (value == MAPPROOF_NOPAGE) return "MAPPROOF_NOPAGE";
  const auto origin = origin_of_page(log_, value, place);
  if (!origin) throw CannotShow{"its driver names a page that no call returned."};
  return "r" + number_of(*origin);
}

// What stands at the beginning of the answer to one call of the driver.
std::string ReplayScript::entry_statement(std::uint32_t place) {
  const RecordedCall& call = log_.calls[place];
  const std::string number = number_of(place);
  std::string text = "    /* " + as_comment(call_in_words(log_, place)) + " */\n";
  for (const std::string& condition : expected_entry(log_, place)) text += if_not(condition, place);
  const bool adds = call.id == check_entry(DriverEntry::config_add);
  if (made_instance(call)) globals_ += "static char instance" + number + ";\n";
  if (adds || call.id == check_entry(DriverEntry::config_modify)) {
    globals_ += "static uint64_t key" + number + ";\n";
    text += "  key" + number + " = came->key;\n";
  }
  return text;
}

// And at its end; a call in it that did not come back has none.
std::string ReplayScript::end_of_entry(std::uint32_t place) {
  const RecordedCall& call = log_.calls[place];
  if (call.answered == 0) return "  break;\n";
  if (names_page(call)) return "  return " + named_page(call.value, call.ended_at) + ";\n";
  std::string text;
  if (made_instance(call)) {
    text = "  *came->new_instance = &instance" + number_of(place) + ";\n";
  }
  if (call.id == check_entry(DriverEntry::open)) text = "  *came->new_channel = " + hex_of(call.stored[0]) + ";\n";
  return text + "  return (uint64_t)" + std::to_string(static_cast<std::int32_t>(call.value)) + ";\n";
}

// That the driver has been called as often as the check's had when this call came back.
std::string ReplayScript::entries_made(std::uint32_t place) const {
  const RecordedCall& call = log_.calls[place];
  const CallShape::Role role = shape_of(call).role;
  const bool is_call =
      role != CallShape::Role::access && role != CallShape::Role::object && role != CallShape::Role::callback;
  if (!has_driver_ || !is_call || call.answered == 0) return "";
  if (call.ended_at > end_) throw CannotShow{"it failed while its driver was being called."};
  return if_not("*times_asked == " + std::to_string(entries_before(log_, call.ended_at).size()), place);
}

std::string ReplayScript::globals() {
  if (!has_driver_) return globals_ + "\n" + functions_;
  std::string answers;
  std::uint32_t times = 0;
  for (const auto& [place, text] : entries_) {
    answers += "    case " + std::to_string(times++) + ": {\n" + text + end_of_entry(place) + "    }\n";
  }
  return (has_threads_ ? "static pthread_t caller;\n" : "") + globals_ + functions_ +
         "\n/* Answers as the check's driver did, as long as it is asked the same. */\n"
         "static uint64_t answer(const struct asked *came) {\n"
         "  if (over) return came->entry >= MMAP ? MAPPROOF_NOPAGE : 0;\n"
         "  switch ((*times_asked)++) {\n" +
         answers + "  }\n  stop(0);\n  return 0;\n}\n";
}

}  // namespace mapproof
