// The part of a command line that chooses the subject: the same for every program of the suite.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mapproof {

struct SubjectOptions {
  std::optional<std::string> backend_given;
  std::string target;
  bool allow_write = false;

  std::string backend() const { return backend_given.value_or("model"); }
  /// The built-in model is ordinary memory: writing there needs no permission.
  bool may_write() const { return allow_write || backend() == "model"; }
};

/// Declares --backend, --target, --profile and --allow-write. `use` says what the program stores to the target's
/// windows.
void declare_subject(CLI::App& app, SubjectOptions& options, std::string& profile, const std::string& use);

/// The arguments that choose the same subject in a child.
std::vector<std::string> subject_arguments(const SubjectOptions& options, const std::string& profile);

/// Reads a command line. The exit code if all is said (--help, --version). Throws CannotRun for a wrong option or
/// value.
std::optional<int> parse(CLI::App& app, int argc, const char* const* argv);

}  // namespace mapproof
