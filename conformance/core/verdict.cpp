// The truth table from words to conformance.
// SPDX-License-Identifier: Apache-2.0
#include "verdict.hpp"

#include <numeric>

namespace mapproof {
namespace {

constexpr std::array<std::string_view, verdict_count> names = {
    "pass", "fail", "unresolved", "unsupported", "untested", "crashed", "timeout", "waived", "xpass"};

}  // namespace

std::string_view name_of(Verdict verdict) { return names[static_cast<std::size_t>(verdict)]; }

std::optional<Verdict> verdict_named(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Verdict>(i);
  }
  return std::nullopt;
}

std::size_t Counts::total() const { return std::accumulate(numbers_.begin(), numbers_.end(), std::size_t{0}); }

bool forbids_conformance(Verdict verdict, bool optional) {
  switch (verdict) {
    case Verdict::fail:
    case Verdict::crashed:
    case Verdict::timeout:
    case Verdict::unresolved:
      return true;
    case Verdict::unsupported:
      return !optional;
    case Verdict::pass:
    case Verdict::untested:
    case Verdict::waived:
    case Verdict::xpass:
      return false;
  }
  return true;
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

void Conclusion::add(Verdict verdict, bool judged, bool optional) {
  counts_.add(verdict);
  if (!judged) return;
  judged_.add(verdict);
  if (verdict == Verdict::pass) ++passes_;
  if (forbids_conformance(verdict, optional)) forbidden_ = true;
}

}  // namespace mapproof
