// How a refusal is proved.
// SPDX-License-Identifier: Apache-2.0
#include "check.hpp"

namespace mapproof {
namespace {

std::string accepted_names(const AcceptSet& accepted) {
  std::string names;
  for (std::size_t i = 0; i < accepted.count; ++i) names += (i == 0 ? "" : " or ") + errno_name(accepted.numbers[i]);
  return names.empty() ? "any errno" : names;
}

bool is_accepted(const Answer& answer, const AcceptSet& accepted) {
  if (answer.granted()) return false;
  return accepted.empty() ? answer.error().number != 0 : accepted.contains(answer.error().number);
}

std::string in_words(const Answer& answer) { return testing::PrintToString(answer); }

// Blames the check's own line, not one in this file.
void fail_this_check(const std::string& text) {
  const testing::TestInfo& check = *testing::UnitTest::GetInstance()->current_test_info();
  ADD_FAILURE_AT(check.file(), check.line()) << text;
}

}  // namespace

void Check::expect_refused(const std::function<Answer()>& faulty, const std::function<Answer()>& repaired,
                           Afterwards afterwards) const {
  const AcceptSet& accepted = claim_->accepted(profile());
  const WindowViews none;
  const WindowViews& views = views_ != nullptr ? *views_ : none;
  const std::string claim = std::string(claim_->id) + ": " + std::string(claim_->text) + "\n  ";

  const Snapshot before(*session_, views);
  const Answer answer = faulty();
  const Snapshot after(*session_, views);

  if (!is_accepted(answer, accepted)) {
    fail_this_check(claim + "accepted: refusal with " + accepted_names(accepted) + "\n  came: " + in_words(answer));
  }
  const std::string difference = before.difference(after);
  if (afterwards == Afterwards::unchanged && !difference.empty()) {
    fail_this_check(claim + "a refused call changes nothing, but " + difference);
  }
  const Answer twin = repaired();
  if (!twin.granted()) {
    fail_this_check(claim + "the same call without that one fault must succeed\n  came: " + in_words(twin));
  }
}

}  // namespace mapproof
