// A refusal counts only with the right errno, with nothing changed by it, and if the repaired call is granted.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program_run.hpp"

namespace mapproof {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string told_about(const std::string& mode) {
  const ScratchFolder folder;
  const ProgramEnd end = run_to_end(folder, {"--target", "map:" + mode, "--only", "TST_02"});
  EXPECT_EQ(end.exit_code, mode == "honest" ? 0 : 1) << end.err;
  return end.out;
}

TEST(Refusal, OfAnHonestSubjectPasses) { EXPECT_THAT(told_about("honest"), HasSubstr("conformant: yes")); }

TEST(Refusal, WithAnotherErrnoNamesBoth) {
  EXPECT_THAT(told_about("wrong-errno"),
              AllOf(HasSubstr("TST_02: A length of 0 is refused with EINVAL."),
                    HasSubstr("expected: refusal with EINVAL"), HasSubstr("actual: refusal with ENOMEM")));
}

TEST(Refusal, ThatIsWrongShowsTheMappings) {
  EXPECT_THAT(told_about("leaks"),
              AllOf(HasSubstr("mapped before, according to the calls:\n                  (call 2), length 0x1000"),
                    HasSubstr("mapped after, according to the system:")));
}

TEST(Refusal, ThatDidNotHappenFails) { EXPECT_THAT(told_about("accepts-zero"), HasSubstr("actual: success")); }
TEST(Refusal, ThatLeavesAMappingFails) { EXPECT_THAT(told_about("leaks"), HasSubstr("was left behind")); }
TEST(Refusal, ThatWritesToTheWindowFails) { EXPECT_THAT(told_about("scribbles"), HasSubstr("content of a window")); }
TEST(Refusal, ThatTakesAMappingAwayFails) { EXPECT_THAT(told_about("forgets"), HasSubstr("is gone or was changed")); }
TEST(Refusal, OfTheRepairedCallTooFails) {
  EXPECT_THAT(told_about("refuses-all"), HasSubstr("the same call without that one fault succeeds"));
}

TEST(Refusal, WithoutItsTwinIsUnresolvedAlthoughItWasSeen) {
  EXPECT_THAT(told_about("honest:no-twin"), AllOf(HasSubstr("unresolved"), HasSubstr("needs expect_refused()")));
}

}  // namespace
}  // namespace mapproof
