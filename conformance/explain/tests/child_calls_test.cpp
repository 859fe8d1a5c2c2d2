// The calls of a check's child in the program that shows its failure alone.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cerrno>
#include <csignal>

#include "record/recorded_access.hpp"
#include "recorded_check.hpp"

namespace mapproof {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ChildCalls : public RecordedCheck {
 protected:
  static void lock(bool in_child, bool granted) {
    const mapproof_lock_request request{nullptr, 4096};
    RecordedCall* const call = begin_call(CallId::mlock, &request, sizeof request);
    if (in_child) ++call->process;
    end_call(call, granted ? 0 : ~std::uint64_t{0}, granted ? 0 : EAGAIN);
  }
  static void lock_in_child(bool granted, int signal) {
    RecordedCall* const probe = record_probe();
    lock(true, granted);
    record_probe_result(probe, signal);
  }
};

TEST_F(ChildCalls, AreMadeInAChildThatTellsWhetherAllWasTheSame) {
  lock_in_child(true, 0);

  EXPECT_THAT(program_of_answers().source,
              AllOf(HasSubstr("child2 = begin_probe()"), HasSubstr("if (!(r3.value != -1)) _exit(1);"),
                    HasSubstr("if (!(r2 == 0x0ull)) return DIFFERS(2);"), Not(HasSubstr("abort();"))));
}

TEST_F(ChildCalls, EndTheChildIfTheyEndedTheChecks) {
  lock_in_child(false, SIGABRT);

  EXPECT_THAT(program_of_answers().source,
              AllOf(HasSubstr("if (!(r3.error == EAGAIN)) _exit(1);"), HasSubstr("abort();")));
}

TEST_F(ChildCalls, AreHeldAlsoIfOneAnswerWasJudged) {
  lock_in_child(true, 0);
  lock(false, false);
  call_log()->judgement.finding = Judgement::Finding::answer;
  call_log()->judgement.end = call_log()->count;

  EXPECT_THAT(program_of_answers().source, HasSubstr("_exit(1);"));
}

TEST_F(ChildCalls, OfAChildThatNobodyNotedHaveNoProgram) {
  lock(true, true);

  EXPECT_EQ(program_of_answers().why_not, "it made calls in another process.");
}

}  // namespace
}  // namespace mapproof
