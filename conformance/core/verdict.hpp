// The nine words of a check, and the three that they add up to (docs/verdicts.md).
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

/// What the catalogue and the profile say of one check.
struct Weight {
  bool judged = false;    ///< its answer counts in this profile
  bool core = false;      ///< of a row without which no certificate exists
  bool optional = false;  ///< a subject may lack the calls of its row
};

/// What one check means for the run.
enum class Effect {
  none,     ///< no hindrance
  open,     ///< what it asks is not answered: the run is incomplete
  violated  ///< the subject breaks its word
};
Effect effect_of(Verdict verdict, const Weight& weight);

/// The answer of a whole run.
enum class Conformity : std::size_t { conformant, incomplete, not_conformant };
inline constexpr std::size_t conformity_count = 3;
std::string_view name_of(Conformity conformity);
std::optional<Conformity> conformity_named(std::string_view name);
/// The same as the answer to "conformant?": yes, incomplete, no.
std::string_view answer_of(Conformity conformity);

/// What a waiver in force makes of a verdict.
Verdict with_waiver(Verdict verdict);

/// Adds checks up. A run without a judged pass, or one that asks the core and hears no yes, has shown nothing: it is
/// incomplete.
class Conclusion {
 public:
  void add(Verdict verdict, const Weight& weight);
  Conformity conformity() const;
  bool conformant() const { return conformity() == Conformity::conformant; }
  /// 0 conformant, 1 not. (2, could not run, never comes to a conclusion.)
  int exit_code() const { return conformant() ? 0 : 1; }
  const Counts& counts() const { return counts_; }
  const Counts& judged_counts() const { return judged_; }

 private:
  Counts counts_;
  Counts judged_;
  std::size_t passes_ = 0;
  std::size_t core_ = 0;
  std::size_t core_passes_ = 0;
  Effect worst_ = Effect::none;
};

}  // namespace mapproof
