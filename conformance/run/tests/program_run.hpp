// Runs the program under test and keeps what it said.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace mapproof {

/// A folder that is removed at the end.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

std::string text_of_file(const std::string& path);
bool exists(const std::string& path);
/// Whether a process of this id is there, a zombie not counted.
bool is_alive(pid_t process);
/// The process ids in a file, one per line.
std::vector<pid_t> pids_in(const std::string& path);

struct ProgramEnd {
  int exit_code = -1;  ///< -1 if a signal ended it
  std::string out;
  std::string err;
};

/// A run of the test's own mapproof-conform.
class ProgramRun {
 public:
  /// With the fake subject, unless the arguments name another --backend.
  ProgramRun(const ScratchFolder& folder, const std::vector<std::string>& arguments);

  pid_t pid() const { return pid_; }
  /// Waits until it has ended.
  ProgramEnd end();

 private:
  std::string out_;
  std::string err_;
  pid_t pid_ = -1;
};

ProgramEnd run_to_end(const ScratchFolder& folder, const std::vector<std::string>& arguments);

/// The events of a result file.
std::vector<nlohmann::json> events_in(const std::string& path);

/// The same without what may differ between two equal runs: times, and the arguments, which name files.
std::vector<nlohmann::json> canonical(std::vector<nlohmann::json> events);

/// Adds a failure unless the program could not run and said why in one sentence.
void expect_one_sentence(const ProgramEnd& end);

/// Runs with --target and returns the verdicts by "ROW.Check"; adds a failure if the file is not whole.
std::vector<std::pair<std::string, std::string>> verdicts_on(const std::string& target,
                                                             std::vector<std::string> arguments = {});

}  // namespace mapproof
