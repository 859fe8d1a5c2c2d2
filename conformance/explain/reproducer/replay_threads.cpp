// Writes what other threads and signal handlers do: functions of their own.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "c_text.hpp"
#include "explain/driver_entry.hpp"
#include "replay_script.hpp"

namespace mapproof {
namespace {

// What a racing thread sees of an answer, and what is the same each time that it makes the same call.
std::string seen_of(const RecordedCall& call, std::uint32_t place) {
  const std::string number = number_of(place);
  const auto see = [](const std::string& value) { return "  *saw++ = (uint64_t)(" + value + ");\n"; };
  const std::string granted = ReplayScript::granted(call, place);
  switch (shape_of(call).result) {
    case CallShape::Result::nothing:
      return "";
    case CallShape::Result::number:
    case CallShape::Result::page:
      return see("r" + number);
    default:
      break;
  }
  std::string text = see(granted) + see("(" + granted + ") ? 0 : r" + number + ".error");
  for (const Parameter& field : shape_of(call).parameters) {
    if (value_of(call, field) == 0) continue;
    if (field.kind == Parameter::Kind::offset_out) text += see("offset" + number);
    if (field.kind == Parameter::Kind::length_out) text += see("length" + number);
  }
  return text;
}

// What a racing thread mapped and did not unmap, as its answer was not what it expected: it will do so many times.
std::string cleaned_up(const CallLog& log, const std::vector<std::uint32_t>& iteration,
                       std::set<std::string>& members) {
  std::string text;
  for (std::size_t i = 0; i < iteration.size(); ++i) {
    const RecordedCall& call = log.calls[iteration[i]];
    const CallId undo = shape_of(call).undo;
    if (undo == CallId::none) continue;
    const bool undoes =
        std::any_of(iteration.begin() + static_cast<std::ptrdiff_t>(i), iteration.end(),
                    [&](std::uint32_t later) { return shape_of(log.calls[later]).role == CallShape::Role::undo; });
    if (undoes) continue;
    const std::string member(shape_of(undo).name);
    members.insert(member);
    const Parameter& length = *shape_of(call).parameters.find(Parameter::Kind::length);
    text += "  if (" + ReplayScript::granted(call, iteration[i]) + ") table->" + member +
            "(session, &(const struct mapproof_unmap_request){.address = r" + number_of(iteration[i]) +
            ".value, .length = " + hex_of(value_of(call, length)) + "});\n";
  }
  return text;
}

std::string function(const std::string& head, const std::string& body) {
  return "static int " + head + " {\n" + body + "  return GOES_ON;\n}\n\n";
}

}  // namespace

// Each stretch of calls of another thread is one of a thread that lives as long.
void ReplayScript::begin_turn(std::uint32_t place) {
  if (log_.calls[place].thread == log_.calls[0].thread) return;
  turn_ = place;
  turn_is_in_probe_ = probe_.has_value();
}

void ReplayScript::end_turn() {
  if (!turn_) return;
  const std::string name = "turn" + number_of(*turn_);
  turn_.reset();
  functions_ += function(name + "(void)", caller_noted() + turn_text_);
  turn_text_.clear();
  const std::string came = "came_of_" + name;
  text_ += "  const int " + came + " = in_thread(" + name + ");\n  if (" + came + " != GOES_ON) " +
           (probe_ ? "_exit(1)" : "return " + came) + ";\n" + caller_noted();
}

// A driver may be called elsewhere.
std::string ReplayScript::caller_noted() const {
  return has_driver_ && has_threads_ ? "  caller = pthread_self();\n" : "";
}

// A turn inside a probe ends before it, and one around a probe after it. A driver is called in whatever thread it is.
void ReplayScript::change_sides(std::uint32_t place) {
  const bool in_driver = is_entry(log_.calls[place]) || entry_around(log_, place).has_value();
  const bool is_probe_over = probe_ && log_.is_of_the_check(place);
  const bool is_turn_over =
      turn_ && !in_driver &&
      (log_.calls[place].thread != log_.calls[*turn_].thread || (is_probe_over && turn_is_in_probe_));
  if (is_turn_over && turn_is_in_probe_) end_turn();
  if (is_probe_over) end_probe();
  if (is_turn_over) end_turn();
  if (!turn_ && !in_driver) begin_turn(place);
}

std::string ReplayScript::race() {
  if (!race_) return "";
  constexpr std::size_t most_racers = 16, most_seen = 256;  // as in the runtime
  std::string text;
  for (const std::vector<std::uint32_t>& iteration : race_->iterations) {
    if (iteration.empty()) throw CannotShow{"one of its threads made no call."};
    std::string body;
    for (const std::uint32_t place : iteration) body += statement(place) + seen_of(log_.calls[place], place);
    body += cleaned_up(log_, iteration, members_);
    const std::string name = "iteration" + number_of(iteration.front());
    functions_ += function(name + "(uint64_t *saw)", body);
    text += "  racers[" + std::to_string(&iteration - race_->iterations.data()) + "].iteration = " + name + ";\n";
    if (iteration.size() * 4 > most_seen)
      throw CannotShow{"one of its threads made more calls than a program can show."};
  }
  const std::size_t count = race_->iterations.size();
  if (count > most_racers) throw CannotShow{"more threads race than a program can show."};
  const std::string threads = std::to_string(count);
  text += "  for (int i = 0; i < " + threads +
          "; ++i) {\n    const int came = racers[i].iteration(racers[i].alone);\n" +
          "    if (came != GOES_ON) return came;\n  }\n";
  switch (race_->kind) {
    case RaceKind::threads:
      return text + "  wrong = race_in_threads(" + threads + ");\n";
    case RaceKind::handler:
      return text + "  wrong = race_in_handler();\n";
    case RaceKind::cancelled:
      return text + "  wrong = race_in_cancelled_thread();\n";
  }
  return text;
}

bool ReplayScript::has_threads(const CallLog& log, std::uint32_t end) {
  for (std::uint32_t i = 0; i < end; ++i) {
    if (log.calls[i].thread != log.calls[0].thread) return true;
  }
  return false;
}

}  // namespace mapproof
