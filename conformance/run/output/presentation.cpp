// Maps the nine verdicts to what JUnit and KTAP know.
// SPDX-License-Identifier: Apache-2.0
#include "presentation.hpp"

#include <algorithm>

#include "core/verdict.hpp"
#include "shown_text.hpp"

namespace mapproof {
namespace {

Presentation::Kind kind_of(Verdict verdict, bool judged, bool hinders) {
  using Kind = Presentation::Kind;
  const bool answered = verdict == Verdict::fail || verdict == Verdict::crashed || verdict == Verdict::timeout;
  if (hinders && !answered && verdict != Verdict::unresolved) return Kind::open;
  switch (verdict) {
    case Verdict::pass:
    case Verdict::xpass:
      return Kind::passed;
    case Verdict::untested:
    case Verdict::unsupported:
      return Kind::skipped;
    case Verdict::waived:
      return Kind::excused;
    case Verdict::fail:
      return judged ? Kind::failed : Kind::excused;
    case Verdict::unresolved:
    case Verdict::crashed:
    case Verdict::timeout:
      return judged ? Kind::broken : Kind::excused;
  }
  return Kind::broken;
}

}  // namespace

Presentation present(const nlohmann::ordered_json& check) {
  Presentation shown;
  const bool judged = check.at("judged").get<bool>();
  shown.name = check.at("row").get<std::string>() + "." + check.at("check").get<std::string>();
  shown.verdict = check.at("verdict").get<std::string>();
  shown.kind = kind_of(verdict_named(shown.verdict).value(), judged, check.at("hinders").get<bool>());
  if (check.at("detail").is_string()) shown.detail = check.at("detail").get<std::string>();
  if (shown.verdict != name_of(Verdict::pass)) {
    shown.reason = shown.verdict + (judged ? ": " : ", not judged in this profile: ") + first_line(shown.detail);
  }
  return shown;
}

bool nothing_was_shown(const ResultEvents& events) {
  const auto hinders = [](const nlohmann::ordered_json& event) {
    return event.at("event") == "check" && event.at("hinders").get<bool>();
  };
  return !events.back().at("conformant").get<bool>() && std::none_of(events.begin(), events.end(), hinders);
}

}  // namespace mapproof
