// How far an enumeration is, in a file that is whole at any time.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace mapproof::explore {

struct Options;

/// The file of --progress. What was written for another enumeration, subject or profile is refused.
class Progress {
 public:
  /// Throws CannotRun if the file cannot be read or is about something else.
  explicit Progress(const Options& options);

  /// The first sequence that has not been run; that of the options without a file.
  std::uint64_t next() const { return next_; }
  /// Everything before `next` was run, of `all`.
  void advance(std::uint64_t next, std::uint64_t all) const;

 private:
  std::string path_;
  std::string about_;
  std::uint64_t next_;
};

}  // namespace mapproof::explore
