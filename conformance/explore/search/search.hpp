// One exploration, from the first sequence to the shortest that fails.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "trial.hpp"

namespace mapproof::explore {

struct Result {
  std::uint64_t sequences = 0;     ///< that were run
  std::uint64_t first = 0;         ///< the number of the first
  std::uint64_t all = UINT64_MAX;  ///< how many there are
  std::size_t alphabet = 0;        ///< of how many calls, where they are all of one length
  double seconds = 0;              ///< that running them took, without the shrinking
  std::optional<Finding> finding;
  Sequence shortest;  ///< that fails; empty if no sequence that can be written down does
  std::vector<std::string> windows;
  Program program;  ///< of the shortest sequence
};

/// Runs random sequences until one fails, or all are done; or the script of --replay. Throws CannotRun and Interrupted.
Result explore(const Options& options, const Trials& trials);

}  // namespace mapproof::explore
