// Starts the program and reads its files.
// SPDX-License-Identifier: Apache-2.0
#include "program_run.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

extern char** environ;

namespace mapproof {

ScratchFolder::ScratchFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "mapproof-core-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no scratch folder");
  path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string text_of_file(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

bool is_alive(pid_t process) {
  if (kill(process, 0) != 0) return false;
  const std::string status = text_of_file("/proc/" + std::to_string(process) + "/stat");
  const std::size_t name_end = status.rfind(')');
  return name_end == std::string::npos || status.compare(name_end, 3, ") Z") != 0;
}

std::vector<pid_t> pids_in(const std::string& path) {
  std::ifstream file(path);
  std::vector<pid_t> pids;
  for (pid_t pid = 0; file >> pid;) pids.push_back(pid);
  return pids;
}

ProgramRun::ProgramRun(const ScratchFolder& folder, const std::vector<std::string>& arguments)
    : out_(folder.file("stdout")), err_(folder.file("stderr")) {
  std::vector<std::string> all{MAPPROOF_FAKE_CONFORM};
  if (std::find(arguments.begin(), arguments.end(), "--backend") == arguments.end()) {
    all.insert(all.end(), {"--backend", MAPPROOF_FAKE_SUBJECT});
  }
  all.insert(all.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& argument : all) pointers.push_back(argument.data());
  pointers.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  constexpr int create = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out_.c_str(), create, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err_.c_str(), create, 0600);
  const int error = posix_spawn(&pid_, MAPPROOF_FAKE_CONFORM, &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("the program under test cannot be started");
}

ProgramEnd ProgramRun::end() {
  int status = 0;
  waitpid(pid_, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of_file(out_), text_of_file(err_)};
}

ProgramEnd run_to_end(const ScratchFolder& folder, const std::vector<std::string>& arguments) {
  return ProgramRun(folder, arguments).end();
}

std::vector<nlohmann::json> events_in(const std::string& path) {
  std::ifstream file(path);
  std::vector<nlohmann::json> events;
  for (std::string line; std::getline(file, line);) events.push_back(nlohmann::json::parse(line));
  return events;
}

std::vector<nlohmann::json> canonical(std::vector<nlohmann::json> events) {
  for (nlohmann::json& event : events) {
    for (const char* const member : {"seconds", "started", "arguments"}) event.erase(member);
  }
  return events;
}

void expect_one_sentence(const ProgramEnd& end) {
  EXPECT_EQ(end.exit_code, 2);
  EXPECT_EQ(end.out, "");
  EXPECT_THAT(end.err, testing::StartsWith("mapproof-conform: "));
  EXPECT_THAT(end.err, testing::EndsWith(".\n"));
  // Progress may stand before it.
  std::istringstream lines(end.err);
  std::size_t sentences = 0;
  for (std::string line; std::getline(lines, line);) sentences += line.find(" checks done") == std::string::npos;
  EXPECT_EQ(sentences, 1u) << end.err;
}

std::vector<std::pair<std::string, std::string>> verdicts_on(const std::string& target,
                                                             std::vector<std::string> arguments) {
  const ScratchFolder folder;
  arguments.insert(arguments.end(), {"--target", target, "--out", folder.file("result.jsonl")});
  const ProgramEnd end = run_to_end(folder, arguments);
  EXPECT_NE(end.exit_code, 2) << end.err;
  std::vector<std::pair<std::string, std::string>> verdicts;
  for (const nlohmann::json& event : events_in(folder.file("result.jsonl"))) {
    if (event["event"] != "check") continue;
    verdicts.emplace_back(event["row"].get<std::string>() + "." + event["check"].get<std::string>(), event["verdict"]);
  }
  return verdicts;
}

}  // namespace mapproof
