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

std::string in_words(const Answer& answer) { return testing::PrintToString(answer); }

// Blames the check's own line, not one in this file.
void fail_this_check(const std::string& text) {
  const testing::TestInfo& check = *testing::UnitTest::GetInstance()->current_test_info();
  ADD_FAILURE_AT(check.file(), check.line()) << text;
}

}  // namespace

void Check::expect_refused(const Call& faulty, const Call& repaired, Afterwards afterwards) const {
  const AcceptSet errnos = accepted();
  prove(faulty, repaired, errnos.empty() ? any_errno : errnos, Grant::wrong, afterwards);
}

void Check::expect_refused_with(const AcceptSet& errnos, const Call& faulty, const Call& repaired) const {
  prove(faulty, repaired, errnos, Grant::wrong, Afterwards::unchanged);
}

bool Check::expect_refused_or_granted(const Call& faulty, const Call& repaired) const {
  return !prove(faulty, repaired, accepted(), Grant::right, Afterwards::unchanged).granted();
}

void Check::expect_granted(const Call& call) const {
  const Answer answer = call();
  proved_ = true;
  if (!answer.granted()) fail_this_check(claim_in_words() + "accepted: success\n  came: " + in_words(answer));
}

std::string Check::claim_in_words() const {
  return std::string(claim_->id) + ": " + std::string(claim_->text) + "\n  ";
}

Answer Check::prove(const Call& faulty, const Call& repaired, const AcceptSet& errnos, Grant grant,
                    Afterwards afterwards) const {
  const WindowViews none;
  const WindowViews& views = views_ != nullptr ? *views_ : none;

  const Snapshot before(*session_, views);
  const Answer answer = faulty();
  const Snapshot after(*session_, views);
  proved_ = true;

  if (answer.granted() && grant == Grant::right) return answer;
  if (answer.granted() || !errnos.contains(answer.error().number)) {
    fail_this_check(claim_in_words() + "accepted: refusal with " + accepted_names(errnos) +
                    "\n  came: " + in_words(answer));
  }
  const std::string difference = before.difference(after);
  if (afterwards == Afterwards::unchanged && !difference.empty()) {
    fail_this_check(claim_in_words() + "a refused call changes nothing, but " + difference);
  }
  const Answer twin = repaired();
  if (!twin.granted()) {
    fail_this_check(claim_in_words() + "the same call without that one fault must succeed\n  came: " + in_words(twin));
  }
  return answer;
}

}  // namespace mapproof
