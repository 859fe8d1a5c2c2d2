// Starts mapproof-conform and waits for it.
// SPDX-License-Identifier: Apache-2.0
#include "checks.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "host/cannot_run.hpp"
#include "host/errno_name.hpp"

extern char** environ;

namespace mapproof::bench {
namespace {

std::string program() {
  std::error_code unknown;
  const auto own = std::filesystem::read_symlink("/proc/self/exe", unknown);
  const auto path = own.parent_path() / "mapproof-conform";
  if (unknown || access(path.c_str(), X_OK) != 0) {
    throw CannotRun(
        "mapproof-conform is not beside this program, so nothing can tell whether the figures mean anything: give "
        "--verdicts FILE, or --no-gate.");
  }
  return path;
}

std::vector<std::string> command(const std::string& backend, const OpenOptions& open,
                                 const std::set<std::string>& requirements, const std::string& out) {
  // The deadline is generous: an emulated processor is slow, and only a hang runs into it.
  std::vector<std::string> words{program(),   "--deadline", "20",         "--backend", backend, "--target",
                                 open.target, "--profile",  open.profile, "--out",     out};
  if (open.allow_write) words.emplace_back("--allow-write");
  for (const std::string& requirement : requirements) {
    words.emplace_back("--only");
    words.push_back(requirement);
  }
  return words;
}

// The exit code, or -1 if a signal ended it. Its summary is dropped: what it has to complain about is on standard
// error.
int run(std::vector<std::string> words) {
  std::vector<char*> arguments(words.size());
  std::transform(words.begin(), words.end(), arguments.begin(), [](std::string& word) { return word.data(); });
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int error = posix_spawn(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw CannotRun("mapproof-conform cannot be started (" + errno_name(error) + "): rebuild it.");
  int status = 0;
  while (waitpid(child, &status, 0) == -1 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TemporaryFolder::TemporaryFolder() : path_(std::filesystem::temp_directory_path() / "mapproof-bench-XXXXXX") {
  if (mkdtemp(path_.data()) != nullptr) return;
  throw CannotRun("no folder can be created for the checks (" + errno_name(errno) + "): set TMPDIR to one with room.");
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

OwnChecks::OwnChecks(const std::string& backend, const OpenOptions& open, const std::set<std::string>& requirements) {
  const int code = run(command(backend, open, requirements, path()));
  if (code == 0 || code == 1) return;
  throw CannotRun("the requirements that the figures depend on could not be checked: see the sentence above.");
}

}  // namespace mapproof::bench
