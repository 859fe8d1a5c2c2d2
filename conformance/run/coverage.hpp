// How much of what the documents say a run has shown, and what to do about the rest of the core.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "check_process.hpp"
#include "check_result.hpp"

namespace mapproof {

/// A row of the core that keeps the run from a yes, once for each reason.
struct OpenRow {
  std::string row;
  Verdict verdict = Verdict::untested;
  std::string reason;
  std::string remedy;  ///< what to do about it, in one clause
};

struct Coverage {
  std::size_t judged_rows = 0;         ///< with a check that counts in this run
  std::size_t judged_rows_passed = 0;  ///< all of whose checks that count have passed
  std::size_t core_rows = 0;
  std::size_t core_rows_passed = 0;
  std::size_t core_rows_not_asked = 0;  ///< left out by the user's choice of rows
  std::vector<OpenRow> core_open;
  std::vector<std::string> groups_lacking;  ///< calls that a system may lack, and this one does
};

/// What was asked for, to be set against what was answered.
struct CoreAsked {
  const std::vector<CatalogueEntry>& all;
  Profile profile;
  bool may_write;
};

Coverage coverage_of(const std::vector<CheckResult>& results, const CoreAsked& asked_for, const Probe& target);

}  // namespace mapproof
