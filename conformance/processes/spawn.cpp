// Starts a program by posix_spawn(), with a process group and descriptors of its own.
// SPDX-License-Identifier: Apache-2.0
#include "spawn.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <csignal>
#include <string_view>

extern char** environ;

namespace mapproof {
namespace {

class SpawnSettings {
 public:
  explicit SpawnSettings(ChildEnds ends) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (ends.output == -1) {
      posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
      posix_spawn_file_actions_adddup2(&actions_, STDOUT_FILENO, STDERR_FILENO);
    } else {
      posix_spawn_file_actions_adddup2(&actions_, ends.output, STDOUT_FILENO);
      posix_spawn_file_actions_adddup2(&actions_, ends.output, STDERR_FILENO);
    }
    posix_spawn_file_actions_adddup2(&actions_, ends.channel, child_channel);
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&attributes_, 0);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes_, &signals);
    sigfillset(&signals);
    sigdelset(&signals, SIGKILL);
    sigdelset(&signals, SIGSTOP);
    // Ignored by this program: a check whose file may not grow says so, and is not taken for a crash of the subject.
    sigdelset(&signals, SIGXFSZ);
    posix_spawnattr_setsigdefault(&attributes_, &signals);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

// Variables with which test harnesses steer GoogleTest: one that filters or shards would silently drop the check.
bool steers_tests(std::string_view variable) {
  for (const std::string_view prefix :
       {"GTEST_", "TEST_TOTAL_SHARDS=", "TEST_SHARD_", "TESTBRIDGE_", "XML_OUTPUT_FILE="}) {
    if (variable.substr(0, prefix.size()) == prefix) return true;
  }
  return false;
}

std::vector<char*> child_environment() {
  std::vector<char*> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (!steers_tests(*variable)) variables.push_back(*variable);
  }
  variables.push_back(nullptr);
  return variables;
}

std::vector<char*> child_arguments(const std::string& program, const std::vector<std::string>& arguments) {
  std::vector<char*> pointers{const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

int spawn(const std::string& program, const std::vector<std::string>& arguments, ChildEnds ends, pid_t& process) {
  const SpawnSettings settings(ends);
  return posix_spawn(&process, program.c_str(), settings.actions(), settings.attributes(),
                     child_arguments(program, arguments).data(), child_environment().data());
}

}  // namespace mapproof
