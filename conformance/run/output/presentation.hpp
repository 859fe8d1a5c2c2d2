// What a check event of a result says in formats that know fewer words.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace mapproof {

/// All events of a result, as they stand in its file.
using ResultEvents = std::vector<nlohmann::ordered_json>;

struct Presentation {
  enum class Kind {
    passed,
    failed,   ///< judged, and wrong
    broken,   ///< judged, and no answer: unresolved, crashed, timeout
    open,     ///< what keeps the run from a yes without being wrong: untested, unsupported or waived in the core
    skipped,  ///< nothing was tried: untested, unsupported
    excused,  ///< wrong or no answer, but waived, or not judged in this profile
  };
  Kind kind = Kind::passed;
  std::string name;     ///< "ROW.Check"
  std::string verdict;  ///< the word
  std::string reason;   ///< the word and why, in one line; "" for a pass
  std::string detail;   ///< all of why, in several lines
};

Presentation present(const nlohmann::ordered_json& check);

/// Whether a run says no, or not yet, although none of its checks stands against a yes: then nothing was shown at all,
/// and a format that has only checks needs one more that says so.
bool nothing_was_shown(const ResultEvents& events);
inline constexpr const char* nothing_row = "verdict";
inline constexpr const char* nothing_check = "SomethingWasShown";
inline constexpr const char* nothing_reason = "no judged check passed, so nothing supports a yes";

}  // namespace mapproof
