// The command line of mapproof-explore.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/requirement.hpp"
#include "host/subject_options.hpp"

namespace mapproof::explore {

struct Options : SubjectOptions {
  Profile profile = Profile::qnx_7_1;
  std::uint64_t seed = 1;
  std::uint64_t first = 0;                 ///< number of the first sequence
  std::optional<std::uint64_t> sequences;  ///< how many; without it and without a time: default_sequences
  std::size_t steps = 40;                  ///< in each sequence
  std::optional<double> seconds;           ///< stop after this time
  double deadline_seconds = 2;             ///< what one sequence may take
  std::size_t shrink_trials = 2000;
  std::string replay;      ///< a script to run instead
  std::string reproducer;  ///< where the C program of a finding is to go; "" for nowhere
  std::size_t exhaustive =
      0;                 ///< all sequences of so many calls of the alphabet instead of random ones; 0: random ones
  std::string progress;  ///< where the enumeration keeps how far it is; "" for nowhere
  bool json = false;
  bool run_batch = false;     ///< internal: be the process that runs sequences
  bool make_script = false;   ///< internal: print the sequences as a script
  std::string run_script;     ///< internal: be the process that runs this script
  bool make_program = false;  ///< internal: write a C program instead of only running it

  static constexpr std::uint64_t default_sequences = 1000;
};

struct ParsedOptions {
  Options options;
  std::optional<int> done;  ///< all is said (--help, --version): the exit code
};

/// Throws CannotRun for a wrong option or value.
ParsedOptions parse_options(int argc, const char* const* argv);

/// The arguments that choose the same subject in a child.
std::vector<std::string> subject_arguments(const Options& options);

}  // namespace mapproof::explore
