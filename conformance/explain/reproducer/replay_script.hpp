// The calls of a log as C statements that make them again.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "explain/operand.hpp"
#include "explain/race.hpp"
#include "record/call_log.hpp"
#include "record/call_values.hpp"

namespace mapproof {

/// Thrown where no program can make the calls again.
struct CannotShow {
  std::string why;
};

/// Whether a program goes on as soon as an answer is another one than the check saw.
enum class Answers { free, expected };

/// `session` and `table` are the program's; `own` is memory of its own, `SET_UP_FAILED(number)` what it returns where a
/// call is refused whose result others need, DIFFERS(number) where an answer is not the expected one. The outcome
/// of the call with the number N is rN.
class ReplayScript {
 public:
  /// The first `end` calls. A driver of the program can answer as the check's did, and the subject's own be asked the
  /// same, only as long as all is as the check saw it: where there is one, each answer has to be the expected one.
  ReplayScript(const CallLog& log, std::uint32_t end, Answers answers = Answers::free)
      : log_(log),
        end_(end),
        has_driver_(has_driver(log, end)),
        has_threads_(has_threads(log, end)),
        answers_(has_any_driver(log, end) ? Answers::expected : answers) {}
  /// The calls before a race, and the race.
  ReplayScript(const CallLog& log, const Race& race) : ReplayScript(log, race.place) {
    race_ = &race;
    has_threads_ = true;
  }

  /// Throws CannotShow.
  std::string statements();
  /// What stands before the function that they are in; after statements().
  std::string globals();
  /// Whether some are made in threads or handlers.
  bool threads() const { return has_threads_; }
  bool drives() const { return has_driver_; }
  /// The calls of the table that the statements make.
  const std::set<std::string>& members() const { return members_; }
  /// Whether they make accesses in a child.
  bool probes() const { return probes_; }
  /// Whether they make files or other open objects.
  bool objects() const { return objects_; }

  /// The condition that the call was granted.
  static std::string granted(const RecordedCall& call, std::uint32_t place);

  static bool has_driver(const CallLog& log, std::uint32_t end);
  /// Also the subject's own.
  static bool has_any_driver(const CallLog& log, std::uint32_t end);
  static bool has_threads(const CallLog& log, std::uint32_t end);

 private:
  std::string statement(std::uint32_t place);
  std::string call_statement(std::uint32_t place);
  std::string access_statement(std::uint32_t place);
  std::string object_statement(std::uint32_t place);
  std::string entry_statement(std::uint32_t place);
  std::string end_of_entry(std::uint32_t place);
  std::string driver_variable(std::uint32_t place);
  std::string entries_made(std::uint32_t place) const;
  std::string named_page(std::uint64_t value, std::uint32_t place) const;
  std::string own_driver_statement(std::uint32_t place);
  std::string own_driver_arguments(std::uint32_t place) const;
  std::string own_instance(std::uint64_t value, std::uint32_t place) const;
  std::string if_not(const std::string& condition, std::uint32_t place) const;
  std::string declared(const std::string& type, const std::string& variable, const std::string& value);
  bool has_functions() const { return has_driver_ || has_threads_; }
  std::string& text_around(std::uint32_t place);
  void end_probe();
  void begin_turn(std::uint32_t place);
  void end_turn();
  void change_sides(std::uint32_t place);
  std::string caller_noted() const;
  std::string race();
  std::string asked(std::uint32_t place);
  std::string conditions(std::uint32_t place);
  std::string conditions_in_probe(std::uint32_t place) const;
  std::string outputs(const RecordedCall& call, std::uint32_t place);
  std::string arguments(std::uint32_t place);
  std::string argument(std::uint32_t place, const Parameter& parameter);
  std::string own_argument(std::uint64_t value, std::uint32_t place, const Parameter& parameter);
  std::string own_address(std::uint64_t value, std::uint32_t place);
  std::string result_pointer(std::uint64_t value, Parameter::Kind kind, std::uint32_t place);
  std::string given(const Operand& operand);

  const CallLog& log_;
  std::uint32_t end_;
  bool has_driver_;
  bool has_threads_;
  Answers answers_;
  const Race* race_ = nullptr;
  std::string text_;
  std::string globals_;
  std::string functions_;              // of threads and handlers
  std::optional<std::uint32_t> turn_;  // with whose thread's function the statements are
  std::string turn_text_;
  bool turn_is_in_probe_ = false;
  std::map<std::uint32_t, std::string> entries_;  // what the driver does, by the call of its entry point
  std::optional<std::uint32_t> probe_;            // in whose child the statements are
  bool probes_ = false;
  bool objects_ = false;
  std::set<std::uint32_t> needed_;  // whose results later calls use
  std::set<std::string> members_;
  std::optional<std::uint64_t> own_;  // the check's own memory, for which the program has its own
};

}  // namespace mapproof
