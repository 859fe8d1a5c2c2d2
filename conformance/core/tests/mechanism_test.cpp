// Verdicts, the catalogue's rules, the fault probe and the matchers.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include <cerrno>
#include <csignal>

#include "core/catalogue.hpp"
#include "core/check.hpp"
#include "core/check_registry.hpp"
#include "core/profile.hpp"
#include "core/verdict.hpp"
#include "host/cannot_run.hpp"

namespace mapproof {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Verdict, IsFoundByItsName) {
  for (std::size_t i = 0; i < verdict_count; ++i) {
    const auto verdict = static_cast<Verdict>(i);
    EXPECT_EQ(verdict_named(name_of(verdict)), verdict);
  }
  EXPECT_EQ(verdict_named("skipped"), std::nullopt);
}

TEST(Profile, IsFoundByItsName) {
  for (const NamedProfile& named : all_profiles()) {
    EXPECT_EQ(profile_named(named.name), named.profile);
    EXPECT_EQ(name_of(named.profile), named.name);
  }
  EXPECT_THROW(profile_named("qnx"), CannotRun);
}

Requirement row(ProfileSet judged_in, std::string_view untestable = {}) {
  return {
      .id = "XXX_01", .text = "x", .source = "s", .evidence = "A", .judged_in = judged_in, .untestable = untestable};
}

TEST(CatalogueFaults, AreNoneForARowWithACheckOrAReason) {
  const Requirement tested = row(every_qnx);
  const Requirement untestable = row(every_qnx, "no way");
  const Requirement reported = row(nowhere);

  EXPECT_THAT(catalogue_faults({{&tested, {"One"}}}), IsEmpty());
  EXPECT_THAT(catalogue_faults({{&untestable, {}}}), IsEmpty());
  EXPECT_THAT(catalogue_faults({{&reported, {}}}), IsEmpty());
}

TEST(CatalogueFaults, NameEveryContradiction) {
  const Requirement judged = row(every_qnx);
  const Requirement untestable = row(every_qnx, "no way");

  EXPECT_THAT(catalogue_faults({{&judged, {}}}), ElementsAre(HasSubstr("neither a check nor a reason")));
  EXPECT_THAT(catalogue_faults({{&untestable, {"One"}}}), ElementsAre(HasSubstr("no check can exist")));
  EXPECT_THAT(catalogue_faults({{&judged, {"One", "One"}}}), ElementsAre(HasSubstr("XXX_01.One exists twice")));
  EXPECT_THAT(catalogue_faults({{&judged, {"One"}}, {&judged, {"One"}}}),
              ElementsAre(HasSubstr("row XXX_01 exists twice")));
}

TEST(FaultProbe, NamesTheSignal) {
  void* const closed = mmap(nullptr, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(closed, MAP_FAILED);

  EXPECT_THAT(Access{[&] { *static_cast<volatile int*>(closed) = 1; }}, dies_by(SIGSEGV));
  EXPECT_THAT(Access{[] { raise(SIGBUS); }}, dies_by(SIGBUS));
  EXPECT_THAT(Access{[] {}}, Not(dies_by(SIGSEGV)));
  munmap(closed, 4096);
}

TEST(FaultProbe, SeesThroughAHandlerThatTheProcessHas) {
  const auto before = std::signal(SIGSEGV, [](int) { _exit(0); });

  EXPECT_THAT(Access{[] { raise(SIGSEGV); }}, dies_by(SIGSEGV));
  std::signal(SIGSEGV, before);
}

TEST(FaultProbe, ThatEndsByItselfIsUnresolved) {
  EXPECT_THROW(signal_of([] { _exit(3); }), Unresolved);
}

TEST(Matchers, NameTheErrno) {
  const Result<int> refused = Errno{EAGAIN};

  EXPECT_THAT(refused, Not(succeeds()));
  EXPECT_THAT(Result<int>(0), succeeds());
  EXPECT_EQ(testing::PrintToString(refused), "refusal with EAGAIN");
  EXPECT_EQ(testing::PrintToString(Answer(refused)), "refusal with EAGAIN");
}

TEST(Matchers, WantMapFailedAndAnErrno) {
  void* const map_failed = Session::map_failed();

  EXPECT_THAT((mapproof_address_outcome{map_failed, EINVAL}), is_map_failed_with_errno());
  EXPECT_THAT((mapproof_address_outcome{map_failed, 0}), Not(is_map_failed_with_errno()));
  EXPECT_THAT((mapproof_address_outcome{nullptr, EINVAL}), Not(is_map_failed_with_errno()));
  EXPECT_THAT((mapproof_status_outcome{-1, EINVAL}), is_minus_one_with_errno());
  EXPECT_THAT((mapproof_status_outcome{-2, EINVAL}), Not(is_minus_one_with_errno()));
}

}  // namespace

// This program has no rows of its own.
const std::vector<const Requirement*>& all_requirements() {
  static const std::vector<const Requirement*> none;
  return none;
}

TEST(OrphanedChecks, AreThoseWithoutARow) {
  static constexpr Requirement row{.id = "AAA_01", .text = "a", .source = "s", .evidence = "A", .judged_in = nowhere};
  static RegisteredCheck check{row, "Title", __FILE__, __LINE__, row, [] { return static_cast<Check*>(nullptr); }};
  register_check(check);

  EXPECT_THAT(catalogue(), IsEmpty());
  EXPECT_THAT(orphaned_checks(catalogue()), ElementsAre("AAA_01"));
}

}  // namespace mapproof
