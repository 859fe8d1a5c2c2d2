// The nine words of a verdict, and what they add up to.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace mapproof {

enum class Verdict : std::size_t {
  pass,
  fail,
  unresolved,   ///< set-up failed
  unsupported,  ///< the subject lacks the call, or the target offers no window or no offsets
  untested,     ///< this target cannot bring the situation about
  crashed,
  timeout,
  waived,  ///< would be fail, crashed, timeout, unresolved or unsupported, and a waiver in force says that this is
           ///< known
  xpass,   ///< passed although a waiver in force expected it not to
};
inline constexpr std::size_t verdict_count = 9;

std::string_view name_of(Verdict verdict);
std::optional<Verdict> verdict_named(std::string_view name);

/// How often each verdict was given.
class Counts {
 public:
  void add(Verdict verdict) { ++numbers_[static_cast<std::size_t>(verdict)]; }
  std::size_t of(Verdict verdict) const { return numbers_[static_cast<std::size_t>(verdict)]; }
  std::size_t total() const;

 private:
  std::array<std::size_t, verdict_count> numbers_{};
};

/// Whether one judged verdict alone forbids conformance. `optional` is the row's: a subject may lack its calls.
bool forbids_conformance(Verdict verdict, bool optional);

/// What a waiver in force makes of a verdict.
Verdict with_waiver(Verdict verdict);

/// The answer of a whole run. Zero judged passes is not conformant: a run that tested nothing has shown nothing.
class Conclusion {
 public:
  void add(Verdict verdict, bool judged, bool optional);
  bool conformant() const { return passes_ != 0 && !forbidden_; }
  /// 0 conformant, 1 not. (2, could not run, never comes to a conclusion.)
  int exit_code() const { return conformant() ? 0 : 1; }
  const Counts& counts() const { return counts_; }
  const Counts& judged_counts() const { return judged_; }

 private:
  Counts counts_;
  Counts judged_;
  std::size_t passes_ = 0;
  bool forbidden_ = false;
};

}  // namespace mapproof
