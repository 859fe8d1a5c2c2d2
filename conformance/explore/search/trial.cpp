// Runs sequences in children and reads their reports.
// SPDX-License-Identifier: Apache-2.0
#include "trial.hpp"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "explore/language/script.hpp"
#include "host/cannot_run.hpp"
#include "processes/supervisor.hpp"

namespace mapproof::explore {
namespace {

using Json = nlohmann::ordered_json;

Finding finding_of(const Json& failure) {
  Finding finding;
  finding.sequence = failure.at("sequence").get<std::uint64_t>();
  finding.step = failure.at("step").get<std::size_t>();
  finding.rows = failure.at("rows").get<std::vector<std::string>>();
  finding.expected = failure.at("expected").get<std::string>();
  finding.actual = failure.at("actual").get<std::string>();
  return finding;
}

// The number in the last "sequence N" that the child printed.
std::uint64_t last_announced(const std::string& printed) {
  const std::string word = "sequence ";
  const std::size_t at = printed.rfind(word);
  return at == std::string::npos ? 0 : std::strtoull(printed.c_str() + at + word.size(), nullptr, 10);
}

Finding finding_of(const Ending& ending) {
  Finding finding;
  finding.kind = ending.kind == Ending::Kind::timeout ? Finding::Kind::hang : Finding::Kind::crash;
  finding.sequence = last_announced(ending.printed);
  finding.expected = "an answer";
  finding.actual = ending.reason;
  return finding;
}

Report report_of(const Ending& ending) {
  if (ending.kind != Ending::Kind::recorded) return {0, finding_of(ending)};
  const Json record = Json::parse(ending.record);
  if (record.contains("refusal")) throw CannotRun(record.at("refusal").get<std::string>());
  Report report;
  report.sequences = record.at("sequences").get<std::uint64_t>();
  report.all = record.value("all", UINT64_MAX);
  report.alphabet = record.value("alphabet", std::size_t{0});
  if (!record.at("failure").is_null()) report.finding = finding_of(record.at("failure"));
  return report;
}

}  // namespace

std::string name_of(Finding::Kind kind) {
  switch (kind) {
    case Finding::Kind::mismatch:
      return "mismatch";
    case Finding::Kind::crash:
      return "crash";
    case Finding::Kind::hang:
      return "hang";
  }
  return "";
}

bool Finding::is_like(const Finding& other) const {
  if (kind != other.kind) return false;
  if (kind == Kind::crash) return actual == other.actual;
  return rows.empty() || std::any_of(rows.begin(), rows.end(), [&](const std::string& row) {
           return std::find(other.rows.begin(), other.rows.end(), row) != other.rows.end();
         });
}

Ending Trials::run_child(const std::vector<std::string>& arguments, double deadline_seconds) const {
  std::vector<std::string> all = subject_arguments(options_);
  all.insert(all.end(), arguments.begin(), arguments.end());
  Ending how;
  Supervisor supervisor(signals_, launcher_, 1, std::chrono::duration<double>(deadline_seconds));
  supervisor.run({all}, [&how](std::size_t, const Ending& ending) { how = ending; });
  return how;
}

std::vector<std::string> Trials::choice(std::uint64_t first, std::uint64_t count) const {
  std::vector<std::string> arguments{"--seed=" + std::to_string(options_.seed), "--first=" + std::to_string(first),
                                     "--sequences=" + std::to_string(count),
                                     "--steps=" + std::to_string(options_.steps)};
  if (options_.exhaustive != 0) arguments.push_back("--exhaustive=" + std::to_string(options_.exhaustive));
  return arguments;
}

Report Trials::run_batch(std::uint64_t first, std::uint64_t count, double seconds) const {
  std::vector<std::string> arguments = choice(first, count);
  arguments.emplace_back("--run-batch");
  arguments.push_back("--time=" + std::to_string(std::max(seconds, 0.01)));
  return report_of(run_child(arguments, seconds + options_.deadline_seconds));
}

std::optional<Finding> Trials::run(const Sequence& sequence, double deadline_seconds) const {
  return report_of(run_child({"--run-script=" + to_text(sequence)}, deadline_seconds)).finding;
}

Program Trials::make_program(const Sequence& sequence) const {
  // The child has a deadline of its own for the sequence.
  const Ending ending = run_child({"--run-script=" + to_text(sequence), "--make-program",
                                   "--deadline=" + std::to_string(options_.deadline_seconds)},
                                  2 * options_.deadline_seconds + 10);
  if (ending.kind != Ending::Kind::recorded) return {"", "it could not be run again: " + ending.reason};
  const Json record = Json::parse(ending.record);
  if (record.contains("refusal")) return {"", record.at("refusal").get<std::string>()};
  return {record.at("reproducer").get<std::string>(), record.at("no_reproducer").get<std::string>()};
}

Script Trials::make_script(std::uint64_t first, std::uint64_t count) const {
  std::vector<std::string> arguments = choice(first, count);
  arguments.emplace_back("--make-script");
  const Ending ending = run_child(arguments, options_.deadline_seconds);
  if (ending.kind != Ending::Kind::recorded) {
    throw CannotRun("the target could be opened before, but not again: " + ending.reason);
  }
  const Json record = Json::parse(ending.record);
  if (record.contains("refusal")) throw CannotRun(record.at("refusal").get<std::string>());
  return {parse_script(record.at("script").get<std::string>()), record.at("windows").get<std::vector<std::string>>()};
}

}  // namespace mapproof::explore
