// Reads the command line with CLI11.
// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <thread>

#include "core/profile.hpp"
#include "result/build_info.hpp"

namespace mapproof {
namespace {

constexpr double longest_deadline_seconds = 3600;
constexpr std::size_t most_workers = 1024;

std::string version_line() {
  return std::string("mapproof-conform ") + build_info.version + " (" + build_info.commit + ")";
}

void declare_run(CLI::App& app, Options& options) {
  app.add_option("--only", options.only, "run what matches this glob, on ROW or ROW.Check; may be repeated")
      ->allow_extra_args(false);
  app.add_option("-j,--jobs", options.workers,
                 "number of checks to run in parallel; default: one per CPU, but 1 for a device")
      ->check(CLI::Range(std::size_t{1}, most_workers));
  app.add_option("--deadline", options.deadline_seconds,
                 "seconds that one check may take; default: 2, more on a slow host")
      ->check(CLI::Range(0.01, longest_deadline_seconds));
  app.add_option("--waivers", options.waivers, "JSON file of known deviations that do not count");
  app.add_option("--out", options.out, "write the result as JSON Lines");
  app.add_option("--junit", options.junit, "write the same result as JUnit XML");
  app.add_option("--ktap", options.ktap, "write the same result as KTAP");
  app.add_flag("--resume", options.resume, "continue a run that was interrupted; give all other arguments as before");
  app.add_option("--shuffle", options.shuffle, "run the checks in another order, chosen by this number");
}

void declare_answers(CLI::App& app, Options& options) {
  app.add_flag("--json", options.json, "print one JSON object and nothing else");
  app.add_flag("--list", options.list, "list rows and checks, run nothing");
  app.add_flag("--facts", options.facts, "open the target, print what it offers, run nothing");
  app.set_version_flag("--version", version_line());
  app.add_option("--run-check", options.run_check)->group("");
  app.add_option("--run-pairs", options.run_pairs)->group("");
  app.add_flag("--probe-open", options.probe_open)->group("");
}

// A device is the same for all processes: one check would see what another one stores, and some drivers let only one
// process in.
std::size_t usual_workers(const Options& options) {
  if (!options.run_check.empty()) return 1;  // it is a worker itself
  const bool has_device = options.backend() != "model" && !options.target.empty();
  return has_device ? 1 : std::max(1u, std::thread::hardware_concurrency());
}

}  // namespace

ParsedOptions parse_options(int argc, const char* const* argv) {
  ParsedOptions parsed;
  Options& options = parsed.options;
  options.arguments.assign(argv + 1, argv + argc);
  std::string profile = std::string(name_of(options.profile));

  CLI::App app("Checks an implementation of the device-memory mapping API against its documentation.",
               "mapproof-conform");
  app.footer("Exit code: 0 conformant, 1 incomplete or not conformant, 2 could not run.");
  declare_subject(app, options, profile, "the checks may write to the target's windows");
  declare_run(app, options);
  declare_answers(app, options);
  parsed.done = parse(app, argc, argv);
  if (parsed.done) return parsed;
  if (app.count("--jobs") == 0) options.workers = usual_workers(options);
  options.profile = profile_named(profile);
  std::vector<std::string>& given = options.arguments;
  given.erase(std::remove(given.begin(), given.end(), "--resume"), given.end());
  return parsed;
}

std::vector<std::string> subject_arguments(const Options& options) {
  return subject_arguments(options, std::string(name_of(options.profile)));
}

}  // namespace mapproof
