// Which answers a rule allows: by what is judged, by accept-sets, and by the order of checks.
// SPDX-License-Identifier: Apache-2.0
#include "explore/reference/rule.hpp"

#include <gmock/gmock.h>

#include <cerrno>

namespace mapproof::explore {
namespace {

Requirement row(std::string_view id, ProfileSet judged, AcceptSet accepts) {
  Requirement made{};
  made.id = id;
  made.judged_in = judged;
  made.accepts = accepts;
  return made;
}

class RuleTest : public testing::Test {
 protected:
  static bool allows(const Rule& asked, int error) { return !asked.check(error == 0, error).has_value(); }

  const Requirement length = row("A_01", every_qnx, {EINVAL});
  const Requirement privilege = row("A_02", every_qnx, {EPERM});
  const Requirement observed = row("A_03", in_obs64, {EACCES});
  const Requirement ordered = row("A_04", every_qnx, {});
  const std::vector<const Requirement*> all{&length, &privilege, &observed, &ordered};
  const Rows rows{all, Profile::qnx_7_1};
  Rule rule{rows};
};

TEST_F(RuleTest, SoundCallMustSucceed) {
  rule.allow("A_01");

  EXPECT_TRUE(allows(rule, 0));
  EXPECT_FALSE(allows(rule, EINVAL));
}

TEST_F(RuleTest, FaultMustBeRefusedWithItsErrno) {
  rule.refuse("A_01");

  EXPECT_TRUE(allows(rule, EINVAL));
  EXPECT_FALSE(allows(rule, 0));
  EXPECT_FALSE(allows(rule, EPERM));
}

TEST_F(RuleTest, OfTwoFaultsEitherMayWin) {
  rule.refuse("A_01");
  rule.refuse("A_02");

  EXPECT_TRUE(allows(rule, EINVAL));
  EXPECT_TRUE(allows(rule, EPERM));
  EXPECT_FALSE(allows(rule, ENOMEM));
}

TEST_F(RuleTest, OfTwoFaultsTheEarlierWinsWhereARowSaysSo) {
  rule.refuse("A_01");
  rule.then("A_04");
  rule.refuse("A_02");

  EXPECT_TRUE(allows(rule, EINVAL));
  EXPECT_FALSE(allows(rule, EPERM));
}

TEST_F(RuleTest, RowThatIsNotJudgedBindsNobody) {
  rule.refuse("A_03");

  EXPECT_TRUE(allows(rule, 0));
  EXPECT_TRUE(allows(rule, ENOMEM));
}

TEST_F(RuleTest, RowThatDoesNotExistBindsNobody) {
  rule.allow("B_01");

  EXPECT_TRUE(allows(rule, 0));
  EXPECT_TRUE(allows(rule, EINVAL));
}

TEST_F(RuleTest, FirstFaultIsTheOnlyOneThatCounts) {
  rule.refuse("A_01");
  rule.refuse_first("A_02");

  EXPECT_TRUE(allows(rule, EPERM));
  EXPECT_FALSE(allows(rule, EINVAL));
}

TEST_F(RuleTest, RefusalWithoutErrnoIsNone) {
  rule.refuse("A_01");

  EXPECT_TRUE(rule.check(false, 0).has_value());
}

}  // namespace
}  // namespace mapproof::explore
