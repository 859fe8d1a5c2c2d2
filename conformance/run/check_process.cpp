// Both ends of a check's process.
// SPDX-License-Identifier: Apache-2.0
#include "check_process.hpp"

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>

#include "calls/needs.hpp"
#include "core/catalogue.hpp"
#include "core/profile.hpp"
#include "core/subject.hpp"
#include "explanation.hpp"
#include "host/cannot_run.hpp"
#include "processes/parent_channel.hpp"
#include "record/recorded_backend.hpp"
#include "result/run_event.hpp"

namespace mapproof {
namespace {

// A target that takes longer to open counts as one that hangs.
constexpr double longest_probe_seconds = 10;

using Json = nlohmann::ordered_json;

// A failure text beyond this is a subject's noise.
constexpr std::size_t longest_detail = std::size_t{64} * 1024;

OpenOptions open_options(const Options& options) {
  return {options.target, std::string(name_of(options.profile)), options.may_write()};
}

Outcome run_check(const Options& options) {
  try {
    const Backend backend = load_backend(options.backend());
    const Subject subject{recorded(backend), open_options(options), options.profile};
    choose_subject(subject);
    Outcome outcome = run_in_this_process(options.run_check);
    if (outcome.verdict != Verdict::fail) return outcome;
    const Explanation explanation = explain(options, outcome.detail);
    outcome.detail = outcome.detail.substr(0, longest_detail) + explanation.text;
    outcome.reproducer = explanation.reproducer;
    return outcome;
  } catch (const std::exception& error) {
    return {Verdict::unresolved, error.what(), ""};
  }
}

// What the keeper says for a check that did not come to its own word.
Json last_words(const Options& options) {
  const Explanation explanation = explain_death(options);
  return {{"last_words", explanation.text}, {"reproducer", explanation.reproducer}};
}

Json unsupported_rows(const Session& session) {
  Json reasons = Json::object();
  for (const Requirement* const row : all_requirements()) {
    const std::string missing = missing_need(session, row->needs);
    if (!missing.empty()) reasons[std::string(row->id)] = missing;
  }
  return reasons;
}

Json open_once(const Options& options) {
  try {
    const Backend backend = load_backend(options.backend());
    const Session session(backend, open_options(options));
    return {{"backend", describe_backend(backend.table(), backend.origin())},
            {"facts", describe_facts(session.facts())},
            {"missing", missing_calls(backend.table())},
            {"unsupported", unsupported_rows(session)}};
  } catch (const CannotRun& refusal) {
    return {{"refusal", refusal.what()}};
  }
}

std::string with_output(const Ending& ending, const std::string& reason) {
  return ending.printed.empty() ? reason : reason + "\nIt printed:\n" + ending.printed;
}

Outcome without_record(Verdict verdict, const Ending& ending) {
  Outcome outcome{verdict, with_output(ending, ending.reason), ""};
  if (ending.last_words.empty()) return outcome;
  const Json words = Json::parse(ending.last_words);
  outcome.detail += words.at("last_words").get<std::string>();
  outcome.reproducer = words.at("reproducer").get<std::string>();
  return outcome;
}

}  // namespace

int be_check_process(const Options& options) {
  const ParentChannel parent([&options] { return last_words(options); });
  const Outcome outcome = run_check(options);
  parent.answer(
      {{"verdict", name_of(outcome.verdict)}, {"detail", outcome.detail}, {"reproducer", outcome.reproducer}});
  return 0;
}

int be_probe_process(const Options& options) {
  const ParentChannel parent;
  parent.answer(open_once(options));
  return 0;
}

Outcome outcome_of(const Ending& ending) {
  switch (ending.kind) {
    case Ending::Kind::crashed:
      return without_record(Verdict::crashed, ending);
    case Ending::Kind::timeout:
      return without_record(Verdict::timeout, ending);
    case Ending::Kind::recorded:
      break;
  }
  const Json record = Json::parse(ending.record);
  const Verdict verdict = verdict_named(record.at("verdict").get<std::string>()).value();
  if (verdict == Verdict::pass) return {verdict, "", ""};
  const auto [reason, explanation] = divided(record.at("detail").get<std::string>());
  return {verdict, with_output(ending, reason) + explanation, record.at("reproducer").get<std::string>()};
}

double deadline_on_this_host(double probe_seconds) {
  constexpr double usual_deadline = 2;
  constexpr double usual_probe = 0.005;  // 1 to 2 ms on a host that has nothing else to do
  constexpr double slowest_host = 10;
  return usual_deadline * std::clamp(probe_seconds / usual_probe, 1.0, slowest_host);
}

Probe probe(const SignalWatch& signals, const Options& options, Launcher& launcher) {
  std::vector<std::string> arguments = subject_arguments(options);
  arguments.emplace_back("--probe-open");
  Probe found;
  found.backend = {{"name", options.backend()}, {"version", ""}, {"origin", options.backend()}};
  Supervisor supervisor(signals, launcher, 1,
                        std::chrono::duration<double>(options.deadline_seconds.value_or(longest_probe_seconds)));
  supervisor.run({arguments}, [&found](std::size_t, const Ending& ending) {
    found.seconds = ending.seconds;
    if (ending.kind != Ending::Kind::recorded) {
      found.trouble = "opening the target once, in a process of its own, failed: " + with_output(ending, ending.reason);
      return;
    }
    const Json record = Json::parse(ending.record);
    if (record.contains("refusal")) {
      found.refusal = record.at("refusal").get<std::string>();
      return;
    }
    found.backend = record.at("backend");
    found.facts = record.at("facts");
    found.missing = record.at("missing");
    found.unsupported = record.at("unsupported");
  });
  return found;
}

}  // namespace mapproof
