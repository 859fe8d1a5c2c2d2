// One conformance run, from the command line to the exit code.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "check_process.hpp"
#include "check_result.hpp"
#include "core/catalogue.hpp"
#include "core/verdict.hpp"
#include "coverage.hpp"
#include "options.hpp"
#include "processes/launcher.hpp"

namespace mapproof {

/// Everything that the summary tells.
struct RunReport {
  Probe target;
  std::vector<CheckResult> results;  ///< in catalogue order
  std::vector<std::string> notices;  ///< e.g. a waiver that has expired
  Conclusion conclusion;
  Coverage coverage;
  double seconds = 0;
};

/// Which of two documented faults a call answers: the part of a run that follows the checks. main() passes it in, so
/// that this room knows nothing of that one.
struct PrecedenceStage {
  /// Is the child that tries options.run_pairs; returns its exit code.
  int (*be_process)(const Options& options);
  /// The "order" events of the result.
  std::vector<nlohmann::ordered_json> (*events)(const SignalWatch& signals, const Options& options, Launcher& launcher,
                                                double deadline_seconds);
};

/// Runs the checks and returns 0 or 1. Throws CannotRun, before any check runs if the target is refused, and
/// Interrupted.
int run_conformance(const SignalWatch& signals, const Options& options, Launcher& launcher,
                    const PrecedenceStage& precedence);

}  // namespace mapproof
