// Runs sequences in a process of their own, so that whatever the subject does to it is an answer.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "explore/language/step.hpp"
#include "options.hpp"
#include "processes/launcher.hpp"
#include "processes/signals.hpp"
#include "processes/supervisor.hpp"

namespace mapproof::explore {

/// What a sequence came to that no row allows.
struct Finding {
  enum class Kind { mismatch, crash, hang };
  Kind kind = Kind::mismatch;
  std::uint64_t sequence = 0;  ///< its number
  std::size_t step = 0;        ///< where it showed; of a crash or a hang: the last one, because nobody knows
  std::vector<std::string> rows;
  std::string expected;
  std::string actual;

  /// Whether `other` is the same misbehaviour, as far as a program can tell.
  bool is_like(const Finding& other) const;
};

/// "mismatch", "crash" or "hang".
std::string name_of(Finding::Kind kind);

/// A text that can be run again, and what its windows are.
struct Script {
  Sequence sequence;
  std::vector<std::string> windows;
};

/// A C program that shows a failure alone, or why there is none.
struct Program {
  std::string source;
  std::string why_not;
};

/// What a child did.
struct Report {
  std::uint64_t sequences = 0;
  std::optional<Finding> finding;
  std::uint64_t all = UINT64_MAX;  ///< how many there are
  std::size_t alphabet = 0;        ///< of how many calls, where they are all of one length
};

class Trials {
 public:
  Trials(const SignalWatch& signals, const Options& options, Launcher& launcher)
      : signals_(signals), options_(options), launcher_(launcher) {}

  /// Runs sequences `first` ... in one child, for at most this long and this many. Throws CannotRun if the target is
  /// refused, and Interrupted.
  Report run_batch(std::uint64_t first, std::uint64_t count, double seconds) const;
  /// Runs one sequence in a fresh process.
  std::optional<Finding> run(const Sequence& sequence, double deadline_seconds) const;
  /// The C program of a sequence that fails.
  Program make_program(const Sequence& sequence) const;
  /// The random sequences `first` ... as one.
  Script make_script(std::uint64_t first, std::uint64_t count) const;

 private:
  Ending run_child(const std::vector<std::string>& arguments, double deadline_seconds) const;
  std::vector<std::string> choice(std::uint64_t first, std::uint64_t count) const;

  const SignalWatch& signals_;
  const Options& options_;
  Launcher& launcher_;
};

}  // namespace mapproof::explore
