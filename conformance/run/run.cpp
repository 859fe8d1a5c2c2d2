// Runs the selected checks and writes their result.
// SPDX-License-Identifier: Apache-2.0
#include "run.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <random>

#include "core/check_registry.hpp"
#include "core/profile.hpp"
#include "host/cannot_run.hpp"
#include "journal.hpp"
#include "reproducers.hpp"
#include "result/run_event.hpp"
#include "run/output/events.hpp"
#include "run/output/outputs.hpp"
#include "run/output/pending_file.hpp"
#include "run/output/presentation.hpp"
#include "run/output/progress.hpp"
#include "run/output/summary.hpp"
#include "selection.hpp"
#include "waivers.hpp"

namespace mapproof {
namespace {

using Clock = std::chrono::steady_clock;
using Json = nlohmann::ordered_json;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::vector<std::vector<std::string>> commands_for(const std::vector<CheckResult>& results,
                                                   const std::vector<std::size_t>& order, const Options& options) {
  std::vector<std::vector<std::string>> commands;
  for (const std::size_t place : order) {
    commands.push_back(subject_arguments(options));
    commands.back().push_back("--run-check=" + results[place].full_name());
  }
  return commands;
}

// The places of those that have no verdict yet, as the user wants them run.
std::vector<std::size_t> order_of(const std::vector<CheckResult>& results, const Options& options) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (!results[i].known) order.push_back(i);
  }
  if (!options.shuffle) return order;
  // The standard library's own shuffle differs between systems.
  std::mt19937_64 random(*options.shuffle);
  for (std::size_t left = order.size(); left > 1; --left) std::swap(order[left - 1], order[random() % left]);
  return order;
}

// There is one device: a check that looks at its bytes must not see the stores of another. One that proves a refusal
// looks at all windows, whatever it is about. The model makes a device for each process.
bool looks_at_windows(const CheckResult& result, const Options& options) {
  if (options.backend() == "model") return false;
  const RegisteredCheck* const check = find_check(result.full_name());
  const bool refuses = check != nullptr && !check->claim.accepted(options.profile).empty();
  return refuses || (result.row->needs & api_window) != 0;
}

void run_checks(const SignalWatch& signals, std::vector<CheckResult>& results, const Options& options,
                Launcher& launcher, double deadline_seconds, std::optional<Journal>& journal) {
  Supervisor supervisor(signals, launcher, options.workers, std::chrono::duration<double>(deadline_seconds));
  const std::vector<std::size_t> order = order_of(results, options);
  Progress progress(order.size());
  const auto keep = [&](std::size_t number, const Ending& ending) {
    CheckResult& result = results[order[number]];
    Outcome outcome = outcome_of(ending);
    result.verdict = outcome.verdict;
    result.detail = std::move(outcome.detail);
    result.reproducer = std::move(outcome.reproducer);
    result.seconds = ending.seconds;
    result.known = true;
    if (journal) journal->add(result);
    progress.step(result.full_name());
  };
  const auto sees_windows = [&](std::size_t number) { return looks_at_windows(results[order[number]], options); };
  supervisor.run(commands_for(results, order, options), keep, sees_windows);
}

Json conformance_run_event(const Options& options, const Probe& target) {
  RunDescription run;
  run.kind = "conformance";
  run.backend = target.backend;
  run.target = options.target;
  run.profile = std::string(name_of(options.profile));
  run.allow_write = options.may_write();
  run.arguments = options.arguments;
  run.facts = target.facts;
  return run_event(run);
}

std::vector<std::string> notices(const Probe& target, const Waivers& waivers) {
  std::vector<std::string> all;
  if (!target.trouble.empty()) all.push_back(target.trouble);
  for (const Waiver& waiver : waivers.expired(today())) {
    all.push_back("the waiver for " + waiver.row + " expired on " + waiver.expires + " and no longer counts.");
  }
  return all;
}

// The files on which a result depends beside what the run event says.
Json files_of(const Options& options, Launcher& launcher) {
  return {{"program", stamp_of_file(launcher.program())},
          {"backend", stamp_of_file(options.backend())},
          {"waivers", stamp_of_file(options.waivers)}};
}

std::optional<Journal> journal_of(const Options& options, const Json& run, Launcher& launcher,
                                  std::vector<CheckResult>& results) {
  if (options.out.empty() || !is_replaceable(options.out)) {
    if (options.resume) throw CannotRun("--resume continues a run from its result file: name it with --out.");
    return std::nullopt;
  }
  return std::optional<Journal>(std::in_place, options.out, run, files_of(options, launcher), options.resume, results);
}

// What the probe saw missing needs no process to be missed once more.
void decide_unsupported(std::vector<CheckResult>& results, const Json& reasons) {
  if (reasons.is_null()) return;
  for (CheckResult& result : results) {
    const auto reason = reasons.find(std::string(result.row->id));
    if (result.known || reason == reasons.end()) continue;
    result.verdict = Verdict::unsupported;
    result.detail = reason->get<std::string>();
    result.known = true;
  }
}

std::size_t count_known(const std::vector<CheckResult>& results) {
  const auto known = [](const CheckResult& result) { return result.known; };
  return static_cast<std::size_t>(std::count_if(results.begin(), results.end(), known));
}

void conclude(RunReport& report, const Waivers& waivers, const CoreAsked& asked_for) {
  apply_waivers(report.results, waivers, report.target.backend.at("name").get<std::string>());
  for (const CheckResult& result : report.results) {
    report.conclusion.add(result.verdict, result.weight);
  }
  report.coverage = coverage_of(report.results, asked_for, report.target);
}

// A subject that died while it was looked at told nothing: then everything is asked of it.
unsigned offset_bits_of(const Probe& target) {
  return target.facts.is_null() ? 32u : target.facts.at("offset_bits").get<unsigned>();
}

ResultEvents events_of(const RunReport& report, const Json& run, const std::vector<CatalogueEntry>& selected,
                       const std::vector<Json>& order, Profile profile) {
  ResultEvents events{run};
  for (const CatalogueEntry& entry : selected) events.push_back(row_event(entry, profile));
  for (const CheckResult& result : report.results) events.push_back(check_event(result));
  events.insert(events.end(), order.begin(), order.end());
  events.push_back(end_event(report, events.size()));
  return events;
}

}  // namespace

int run_conformance(const SignalWatch& signals, const Options& options, Launcher& launcher,
                    const PrecedenceStage& precedence) {
  const Clock::time_point start = Clock::now();
  const std::vector<CatalogueEntry> all = catalogue();
  const std::vector<CatalogueEntry> selected = select(all, options.only);
  const Waivers waivers = options.waivers.empty() ? Waivers() : Waivers::from_file(options.waivers, all);
  RunReport report;
  report.target = probe(signals, options, launcher);
  if (!report.target.refusal.empty()) throw CannotRun(report.target.refusal);
  report.notices = notices(report.target, waivers);
  report.results = planned_results(selected, options.profile, offset_bits_of(report.target));

  Outputs outputs(options);
  const Json run = conformance_run_event(options, report.target);
  std::optional<Journal> journal = journal_of(options, run, launcher, report.results);
  if (const std::size_t kept = count_known(report.results)) {
    report.notices.push_back(std::to_string(kept) + " of the checks ran before this run was resumed.");
  }
  decide_unsupported(report.results, report.target.unsupported);
  std::vector<Json> order;
  try {
    const double deadline = options.deadline_seconds.value_or(deadline_on_this_host(report.target.seconds));
    run_checks(signals, report.results, options, launcher, deadline, journal);
    // Part of the record of a whole run; who asks for single rows does not ask for this.
    if (!options.out.empty() && options.only.empty()) {
      order = precedence.events(signals, options, launcher, deadline);
    }
    SignalWatch::throw_if_interrupted();
  } catch (Interrupted& stop) {
    if (journal) stop.kept = journal->name();
    throw;
  }
  conclude(report, waivers, {all, options.profile, options.may_write()});
  report.seconds = seconds_since(start);
  if (journal) write_reproducers(options.out, report.results);
  outputs.write(events_of(report, journal ? journal->run() : run, selected, order, options.profile));
  if (journal) journal->finish();
  print_summary(report, options);
  return report.conclusion.exit_code();
}

}  // namespace mapproof
