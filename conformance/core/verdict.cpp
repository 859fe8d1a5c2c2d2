// The truth table of docs/verdicts.md.
// SPDX-License-Identifier: Apache-2.0
#include "verdict.hpp"

#include <algorithm>
#include <numeric>

namespace mapproof {
namespace {

constexpr std::array<std::string_view, verdict_count> names = {
    "pass", "fail", "unresolved", "unsupported", "untested", "crashed", "timeout", "waived", "xpass"};
constexpr std::array<std::string_view, conformity_count> conformities = {"conformant", "incomplete", "not conformant"};
constexpr std::array<std::string_view, conformity_count> answers = {"yes", "incomplete", "no"};

}  // namespace

std::string_view name_of(Verdict verdict) { return names[static_cast<std::size_t>(verdict)]; }

std::optional<Verdict> verdict_named(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Verdict>(i);
  }
  return std::nullopt;
}

std::size_t Counts::total() const { return std::accumulate(numbers_.begin(), numbers_.end(), std::size_t{0}); }

Effect effect_of(Verdict verdict, const Weight& weight) {
  if (!weight.judged) return Effect::none;
  switch (verdict) {
    case Verdict::fail:
    case Verdict::crashed:
    case Verdict::timeout:
      return Effect::violated;
    case Verdict::unresolved:
      return Effect::open;
    case Verdict::unsupported:
      return weight.optional ? Effect::none : Effect::open;
    case Verdict::untested:
    case Verdict::waived:
      return weight.core ? Effect::open : Effect::none;
    case Verdict::pass:
    case Verdict::xpass:
      return Effect::none;
  }
  return Effect::violated;
}

std::string_view answer_of(Conformity conformity) { return answers[static_cast<std::size_t>(conformity)]; }

std::string_view name_of(Conformity conformity) { return conformities[static_cast<std::size_t>(conformity)]; }

std::optional<Conformity> conformity_named(std::string_view name) {
  for (std::size_t i = 0; i < conformities.size(); ++i) {
    if (conformities[i] == name) return static_cast<Conformity>(i);
  }
  return std::nullopt;
}

Verdict with_waiver(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return Verdict::xpass;
    case Verdict::untested:
      return verdict;
    default:
      return Verdict::waived;
  }
}

void Conclusion::add(Verdict verdict, const Weight& weight) {
  counts_.add(verdict);
  if (!weight.judged) return;
  judged_.add(verdict);
  if (weight.core) ++core_;
  if (verdict == Verdict::pass) ++passes_;
  if (weight.core && (verdict == Verdict::pass || verdict == Verdict::xpass)) ++core_passes_;
  worst_ = std::max(worst_, effect_of(verdict, weight));
}

Conformity Conclusion::conformity() const {
  if (worst_ == Effect::violated) return Conformity::not_conformant;
  const bool shown = passes_ != 0 && (core_ == 0 || core_passes_ != 0);
  return worst_ == Effect::none && shown ? Conformity::conformant : Conformity::incomplete;
}

}  // namespace mapproof
