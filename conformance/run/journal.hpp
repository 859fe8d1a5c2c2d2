// What a run has found so far, kept beside its result file, so that whatever ends the run costs no verdict.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "check_result.hpp"
#include "processes/descriptor.hpp"
#include "result/chain.hpp"

namespace mapproof {

/// PATH.partial: the run event, what else decides whether a later run is the same, and a line for each check in the
/// order in which they end, each chained to those before it as it is written; a resumed run goes on with the chain. A
/// line that was cut short by the end of the run does not count, and there is no end line: half a record is never a
/// whole one.
class Journal {
 public:
  /// `run` is the run event, `files` an object about the files on which the result depends. With `resume` and a journal
  /// there, takes the verdicts that it has into `results`. Throws CannotRun: it cannot be written, another run writes
  /// it now, it is damaged, or it is of a run with other arguments, another subject, build or machine.
  Journal(const std::string& path, const nlohmann::ordered_json& run, const nlohmann::ordered_json& files, bool resume,
          std::vector<CheckResult>& results);

  /// The run event of the first start.
  const nlohmann::ordered_json& run() const { return run_; }
  const std::string& name() const { return name_; }

  /// Keeps one more verdict. Throws CannotRun if the disk is full.
  void add(const CheckResult& result);
  /// Removes it: the result is in its own file.
  void finish();

 private:
  void lock();
  std::vector<std::string> read_whole_lines();
  std::vector<nlohmann::ordered_json> read_events();
  void require_same(const nlohmann::ordered_json& run, const nlohmann::ordered_json& files,
                    const std::vector<nlohmann::ordered_json>& events);
  void restore(const std::vector<nlohmann::ordered_json>& events, std::vector<CheckResult>& results) const;
  void append(const nlohmann::ordered_json& event);
  [[noreturn]] void refuse(const std::string& why) const;

  std::string path_;
  std::string name_;
  Descriptor file_;
  nlohmann::ordered_json run_;
  Chain chain_;
};

/// What of a file tells that it is no longer the same: its size and when it was written; null if there is none.
nlohmann::ordered_json stamp_of_file(const std::string& path);

}  // namespace mapproof
