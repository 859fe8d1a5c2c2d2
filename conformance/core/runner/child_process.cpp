// Starts children and listens to them.
// SPDX-License-Identifier: Apache-2.0
#include "child_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "host/cannot_run.hpp"
#include "host/errno_name.hpp"
#include "record.hpp"

extern char** environ;

namespace mapproof {
namespace {

// A record is a verdict and its text. What is longer was not written by this suite.
constexpr std::size_t longest_record = std::size_t{1024} * 1024;

// Most that a dead child can have left in a pipe, and then some.
constexpr int most_reads_of_rest = 64;

class SpawnSettings {
 public:
  SpawnSettings(int channel, int output) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, output, STDERR_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, channel, child_channel);
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&attributes_, 0);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes_, &signals);
    sigfillset(&signals);
    sigdelset(&signals, SIGKILL);
    sigdelset(&signals, SIGSTOP);
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

// False at the end of the stream. Nothing there, or an interruption, is not the end.
template <class Take>
bool read_once(int descriptor, Take take) {
  std::array<char, std::size_t{64} * 1024> buffer;
  const ssize_t count = read(descriptor, buffer.data(), buffer.size());
  if (count > 0) take(std::string_view(buffer.data(), static_cast<std::size_t>(count)));
  return count > 0 || (count == -1 && (errno == EAGAIN || errno == EINTR));
}

}  // namespace

ChildProcess::ChildProcess(const std::string& program, const std::vector<std::string>& arguments)
    : token_(new_token()) {
  std::pair<Descriptor, Descriptor> channel = make_socket_pair();  // the parent's end, the child's end
  std::pair<Descriptor, Descriptor> output = make_pipe();
  // The child reads and writes simply: only the parent must never block.
  for (const Descriptor* end : {&channel.second, &output.second}) {
    fcntl(end->number(), F_SETFL, fcntl(end->number(), F_GETFL) & ~O_NONBLOCK);
  }
  const SpawnSettings settings(channel.second.number(), output.second.number());
  const int error = posix_spawn(&pid_, program.c_str(), settings.actions(), settings.attributes(),
                                child_arguments(program, arguments).data(), child_environment().data());
  if (error != 0) {
    throw CannotRun("'" + program + "' cannot be started once more for a check (" + errno_name(error) +
                    "): free memory or processes, or use a smaller -j.");
  }
  channel_ = std::move(channel.first);
  output_ = std::move(output.first);
  // A child that is dead already makes this fail, and is found out by its missing record.
  (void)!send(channel_.number(), token_.data(), token_.size(), MSG_NOSIGNAL);
}

void ChildProcess::read_some() {
  const auto record = [this](std::string_view bytes) {
    if (received_.size() <= longest_record) received_ += bytes;
  };
  const auto print = [this](std::string_view bytes) { printed_.append(bytes); };
  if (channel_.number() != -1 && !read_once(channel_.number(), record)) channel_.close();
  if (output_.number() != -1 && !read_once(output_.number(), print)) output_.close();
}

void ChildProcess::read_rest() {
  // A survivor outside of the group may hold the pipe open and go on writing: this must still end.
  for (int i = 0; i < most_reads_of_rest; ++i) read_some();
  channel_.close();
  output_.close();
}

pid_t ChildProcess::subject() const {
  const Records records = unframe_records(token_, received_);
  return records.payloads.empty() ? 0 : static_cast<pid_t>(std::strtol(records.payloads.front().c_str(), nullptr, 10));
}

void ChildProcess::ask_to_end() const { kill(pid_, SIGTERM); }

void ChildProcess::kill_all() const {
  if (const pid_t process = subject()) kill(process, SIGKILL);
  kill(-pid_, SIGKILL);
  kill(pid_, SIGKILL);
}

}  // namespace mapproof
