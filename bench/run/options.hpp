// The command line of mapproof-bench.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driver.hpp"
#include "host/session.hpp"
#include "host/subject_options.hpp"

namespace mapproof::bench {

struct Options : SubjectOptions {
  std::string profile = OpenOptions{}.profile;
  std::string filter{};  ///< empty: all rows
  Budget budget{};
  std::string out{};  ///< empty: no result file
  bool json = false;
  bool list = false;
  std::string verdicts{};  ///< a conformance result that decides which figures may be shown; empty: check it now
  std::string topology{};  ///< empty: no file with the machine's topology
  bool gate = true;        ///< false: show figures whatever the subject answers
  std::vector<std::string> arguments{};

  OpenOptions open() const { return {target, profile, may_write()}; }
};

/// Throws CannotRun for what is no valid command line. Nothing after --help or --version, which then has printed its
/// answer.
std::optional<Options> parse_options(int argc, const char* const* argv);

}  // namespace mapproof::bench
