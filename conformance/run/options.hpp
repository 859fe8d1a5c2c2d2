// The command line of mapproof-conform.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/requirement.hpp"
#include "host/subject_options.hpp"

namespace mapproof {

struct Options : SubjectOptions {
  Profile profile = Profile::qnx_7_1;
  std::vector<std::string> only;
  std::size_t workers = 1;
  std::optional<double> deadline_seconds;  ///< as given; else deadline_on_this_host() decides
  std::string out;                         ///< "" for no result file
  std::string junit;                       ///< the same result as JUnit XML; "" for none
  std::string ktap;                        ///< and as KTAP
  bool resume = false;
  std::optional<std::uint64_t> shuffle;  ///< the seed of the order in which the checks run; none for the catalogue's
  std::string waivers;                   ///< "" for none
  bool json = false;
  bool list = false;
  bool facts = false;
  std::string run_check;               ///< internal: be the process of this check
  std::string run_pairs;               ///< internal: be the process of these pairs of faults
  bool probe_open = false;             ///< internal: be the process that opens the target once
  std::vector<std::string> arguments;  ///< as given, but for --resume
};

/// What main() has to do: options, or an exit code because all is said (--help, --version).
struct ParsedOptions {
  Options options;
  std::optional<int> done;
};

/// Throws CannotRun for a wrong option or value.
ParsedOptions parse_options(int argc, const char* const* argv);

/// The arguments that choose the same subject in a child.
std::vector<std::string> subject_arguments(const Options& options);

}  // namespace mapproof
