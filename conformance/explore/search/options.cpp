// Reads the command line with CLI11.
// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include <CLI/CLI.hpp>

#include "core/profile.hpp"
#include "host/cannot_run.hpp"
#include "result/build_info.hpp"

namespace mapproof::explore {
namespace {

constexpr double longest_seconds = 1e6;
constexpr std::size_t most_steps = 10000;
constexpr std::size_t longest_enumerated = 4;

void declare(CLI::App& app, Options& options, std::string& profile) {
  declare_subject(app, options, profile, "sequences may write to the target's windows");
  app.add_option("--seed", options.seed, "which random sequences; default: 1");
  app.add_option("--sequences", options.sequences, "how many; default: 1000, or as many as --time allows");
  app.add_option("--first", options.first, "number of the first sequence; default: 0");
  app.add_option("--steps", options.steps, "calls in each sequence; default: 40")
      ->check(CLI::Range(std::size_t{1}, most_steps));
  app.add_option("--time", options.seconds, "stop after so many seconds")->check(CLI::Range(0.01, longest_seconds));
  app.add_option("--deadline", options.deadline_seconds, "seconds that one sequence may take; default: 2")
      ->check(CLI::Range(0.01, longest_seconds));
  app.add_option("--shrink", options.shrink_trials, "most runs that shrinking may take, 0 for no shrinking");
  app.add_option("--exhaustive", options.exhaustive, "all sequences of so many calls of the alphabet, not random ones")
      ->check(CLI::Range(std::size_t{1}, longest_enumerated));
  app.add_option("--progress", options.progress, "keep in this file how far --exhaustive is, and go on from there");
  app.add_option("--replay", options.replay, "run the calls of this file instead of random ones");
  app.add_option("--reproducer", options.reproducer, "write a C program that shows the finding alone to this file");
  app.add_flag("--json", options.json, "print one JSON object and nothing else");
  app.set_version_flag("--version",
                       std::string("mapproof-explore ") + build_info.version + " (" + build_info.commit + ")");
  app.add_flag("--run-batch", options.run_batch)->group("");
  app.add_flag("--make-script", options.make_script)->group("");
  app.add_option("--run-script", options.run_script)->group("");
  app.add_flag("--make-program", options.make_program)->group("");
}

}  // namespace

ParsedOptions parse_options(int argc, const char* const* argv) {
  ParsedOptions parsed;
  std::string profile = std::string(name_of(parsed.options.profile));
  CLI::App app("Looks for random sequences of calls that an implementation answers wrongly, and shrinks them.",
               "mapproof-explore");
  app.footer("Exit code: 0 no mismatch, 1 mismatch, 2 could not run.");
  declare(app, parsed.options, profile);
  parsed.done = parse(app, argc, argv);
  if (parsed.done) return parsed;
  parsed.options.profile = profile_named(profile);
  if (parsed.options.exhaustive != 0) parsed.options.steps = parsed.options.exhaustive;
  if (!parsed.options.progress.empty() && parsed.options.exhaustive == 0)
    throw CannotRun("--progress is about --exhaustive: give both, or neither.");
  return parsed;
}

std::vector<std::string> subject_arguments(const Options& options) {
  return subject_arguments(options, std::string(name_of(options.profile)));
}

}  // namespace mapproof::explore
