// Runs the selected checks and writes their result.
// SPDX-License-Identifier: Apache-2.0
#include "run.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

#include "core/profile.hpp"
#include "events.hpp"
#include "host/cannot_run.hpp"
#include "order/order_run.hpp"
#include "progress.hpp"
#include "schema/result_file.hpp"
#include "schema/run_event.hpp"
#include "selection.hpp"
#include "summary.hpp"
#include "waivers.hpp"

namespace mapproof {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::vector<CheckResult> planned_results(const std::vector<CatalogueEntry>& entries, Profile profile) {
  std::vector<CheckResult> results;
  for (const CatalogueEntry& entry : entries) {
    for (const std::string& title : entry.checks) {
      CheckResult result;
      result.row = entry.row;
      result.title = title;
      result.judged = entry.row->judged_in.contains(profile);
      results.push_back(std::move(result));
    }
  }
  return results;
}

std::vector<std::vector<std::string>> commands_for(const std::vector<CheckResult>& results, const Options& options) {
  std::vector<std::vector<std::string>> commands;
  for (const CheckResult& result : results) {
    commands.push_back(subject_arguments(options));
    commands.back().push_back("--run-check=" + result.full_name());
  }
  return commands;
}

// A waiver is for a row: it excuses the checks that do not pass, and is itself at fault if all of them do.
void apply_waiver(std::vector<CheckResult>& results, std::size_t first, std::size_t last, const Waiver& waiver) {
  const auto begin = results.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = results.begin() + static_cast<std::ptrdiff_t>(last);
  const auto passed = [](const CheckResult& result) { return result.verdict == Verdict::pass; };
  const bool all_pass = std::all_of(begin, end, passed);
  for (auto result = begin; result != end; ++result) {
    if (passed(*result) && !all_pass) continue;
    const Verdict before = result->verdict;
    result->verdict = with_waiver(before);
    if (result->verdict == before) continue;
    const std::string was =
        all_pass ? "" : "\nWithout the waiver: " + std::string(name_of(before)) + ": " + result->detail;
    result->detail = "waived until " + waiver.expires + ": " + waiver.reason + was;
  }
}

void apply_waivers(std::vector<CheckResult>& results, const Waivers& waivers, const std::string& backend) {
  const std::string day = today();
  for (std::size_t first = 0; first < results.size();) {
    std::size_t last = first;
    while (last < results.size() && results[last].row == results[first].row) ++last;
    if (const Waiver* waiver = waivers.find(results[first].row->id, backend, day)) {
      apply_waiver(results, first, last, *waiver);
    }
    first = last;
  }
}

void run_checks(const SignalWatch& signals, std::vector<CheckResult>& results, const Options& options,
                const std::string& program, double deadline_seconds) {
  Supervisor supervisor(signals, program, options.workers, std::chrono::duration<double>(deadline_seconds));
  Progress progress(results.size());
  const auto keep = [&](std::size_t place, const Ending& ending) {
    CheckResult& result = results[place];
    Outcome outcome = outcome_of(ending);
    result.verdict = outcome.verdict;
    result.detail = std::move(outcome.detail);
    result.seconds = ending.seconds;
    progress.step(result.full_name());
  };
  // There is one device: a check that looks at its bytes must not see the stores of another.
  const auto uses_a_window = [&](std::size_t place) { return (results[place].row->needs & api_window) != 0; };
  supervisor.run(commands_for(results, options), keep, uses_a_window);
}

nlohmann::ordered_json conformance_run_event(const Options& options, const Probe& target) {
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

}  // namespace

int run_conformance(const SignalWatch& signals, const Options& options, const std::string& program) {
  const Clock::time_point start = Clock::now();
  const std::vector<CatalogueEntry> all = catalogue();
  const std::vector<CatalogueEntry> selected = select(all, options.only);
  const Waivers waivers = options.waivers.empty() ? Waivers() : Waivers::from_file(options.waivers, all);
  RunReport report;
  report.target = probe(signals, options, program);
  if (!report.target.refusal.empty()) throw CannotRun(report.target.refusal);
  report.notices = notices(report.target, waivers);

  std::optional<ResultFile> file;
  if (!options.out.empty()) {
    file.emplace(options.out);
    file->write(conformance_run_event(options, report.target));
    for (const CatalogueEntry& entry : selected) file->write(row_event(entry, options.profile));
  }
  report.results = planned_results(selected, options.profile);
  const double deadline = options.deadline_seconds.value_or(deadline_on_this_host(report.target.seconds));
  run_checks(signals, report.results, options, program, deadline);
  apply_waivers(report.results, waivers, report.target.backend.at("name").get<std::string>());
  for (const CheckResult& result : report.results) {
    report.conclusion.add(result.verdict, result.judged, result.row->optional);
    if (file) file->write(check_event(result));
  }
  // Part of the record of a whole run; who asks for single rows does not ask for this.
  if (file && options.only.empty()) {
    for (const auto& event : order::order_events(signals, options, program, deadline)) file->write(event);
  }
  report.seconds = seconds_since(start);
  SignalWatch::throw_if_interrupted();
  if (file) file->finish(end_event(report));
  print_summary(report, options);
  return report.conclusion.exit_code();
}

}  // namespace mapproof
