// Declares the options of the subject with CLI11, and reads a command line.
// SPDX-License-Identifier: Apache-2.0
#include "subject_options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cannot_run.hpp"

namespace mapproof {
namespace {

// CLI11's messages name the option and what is wrong with it; a sentence also says what to do.
std::string sentence(std::string message, const std::string& program) {
  std::replace(message.begin(), message.end(), '\n', ' ');
  while (!message.empty() && (message.back() == '.' || message.back() == ' ')) message.pop_back();
  return message + ": see " + program + " --help.";
}

}  // namespace

void declare_subject(CLI::App& app, SubjectOptions& options, std::string& profile, const std::string& use) {
  app.add_option("--backend", options.backend_given, "built-in name or path of a plugin; default: model");
  app.add_option("--target", options.target,
                 "what the backend opens, e.g. pci:0000:00:04.0/2; default: chosen by the backend");
  app.add_option("--profile", profile, "the documents to judge by; default: qnx-7.1");
  app.add_flag("--allow-write", options.allow_write, use);
}

std::vector<std::string> subject_arguments(const SubjectOptions& options, const std::string& profile) {
  std::vector<std::string> arguments{"--backend=" + options.backend(), "--profile=" + profile};
  // CLI11 takes the next argument for the value of "--target=".
  if (!options.target.empty()) arguments.push_back("--target=" + options.target);
  if (options.may_write()) arguments.emplace_back("--allow-write");
  return arguments;
}

std::optional<int> parse(CLI::App& app, int argc, const char* const* argv) {
  try {
    app.parse(argc, argv);
    return std::nullopt;
  } catch (const CLI::Success& asked) {
    return app.exit(asked);
  } catch (const CLI::ParseError& error) {
    throw CannotRun(sentence(error.what(), app.get_name()));
  }
}

}  // namespace mapproof
