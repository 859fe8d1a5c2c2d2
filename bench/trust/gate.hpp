// Holds figures back whose requirements did not pass: how fast a wrong answer comes is of no interest.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "rows/row.hpp"

namespace mapproof::bench {

/// What each requirement came out as.
class Gate {
 public:
  /// Reads a conformance result, which must be of the subject that this run event describes: the same backend, target,
  /// profile, build and host. Throws CannotRun if it is not, or is no whole result.
  Gate(const std::string& path, const nlohmann::ordered_json& run);

  /// Refuses the rows that need a requirement which did not pass.
  void apply(std::vector<Group>& plan) const;

 private:
  void take(const nlohmann::ordered_json& event);
  std::string failure(const std::string& requirement) const;

  std::map<std::string, std::set<std::string>> verdicts_;  // of the checks of each requirement
};

/// The requirements that any row of a plan needs.
std::set<std::string> needed(const std::vector<Group>& plan);

}  // namespace mapproof::bench
