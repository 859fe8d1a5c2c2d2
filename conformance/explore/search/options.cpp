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
  app.add_option("--backend", options.backend_given, "built-in name or path of a plugin; default: model");
  app.add_option("--target", options.target, "what the backend opens, e.g. pci:0000:00:04.0/2; default: its own");
  app.add_option("--profile", profile, "the documents to judge by; default: qnx-7.1");
  app.add_flag("--allow-write", options.allow_write, "sequences may write to the target's windows");
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

// CLI11's messages name the option and what is wrong with it; a sentence also says what to do.
std::string sentence(const CLI::ParseError& error) {
  std::string text = error.what();
  for (char& character : text) {
    if (character == '\n') character = ' ';
  }
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
  return text + ": see mapproof-explore --help.";
}

}  // namespace

ParsedOptions parse_options(int argc, const char* const* argv) {
  ParsedOptions parsed;
  std::string profile = std::string(name_of(parsed.options.profile));
  CLI::App app("Looks for random sequences of calls that an implementation answers wrongly, and shrinks them.",
               "mapproof-explore");
  app.footer("Exit code: 0 no mismatch, 1 mismatch, 2 could not run.");
  declare(app, parsed.options, profile);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    parsed.done = app.exit(asked);
    return parsed;
  } catch (const CLI::ParseError& error) {
    throw CannotRun(sentence(error));
  }
  parsed.options.profile = profile_named(profile);
  if (parsed.options.exhaustive != 0) parsed.options.steps = parsed.options.exhaustive;
  if (!parsed.options.progress.empty() && parsed.options.exhaustive == 0)
    throw CannotRun("--progress is about --exhaustive: give both, or neither.");
  return parsed;
}

std::vector<std::string> subject_arguments(const Options& options) {
  std::vector<std::string> arguments{"--backend=" + options.backend(),
                                     "--profile=" + std::string(name_of(options.profile))};
  // CLI11 takes the next argument for the value of "--target=".
  if (!options.target.empty()) arguments.push_back("--target=" + options.target);
  if (options.may_write()) arguments.emplace_back("--allow-write");
  return arguments;
}

}  // namespace mapproof::explore
