// Whatever a subject does to its process costs one verdict: none is lost, none is won, and nobody survives.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "program_run.hpp"

namespace mapproof {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using testing::SizeIs;

constexpr const char* one_check = "TST_01.PageCanBeMapped";

// Long enough for a process that hangs to have begun; nothing waits for it that ends by itself.
const std::vector<std::string> short_deadline{"--only", one_check, "--deadline", "0.3"};

std::string verdict_on(const std::string& target) {
  const auto verdicts = verdicts_on(target, {"--only", one_check});
  return verdicts.size() == 1 ? verdicts.front().second : "lost";
}

std::string hanging_verdict_on(const std::string& target) {
  const auto verdicts = verdicts_on(target, short_deadline);
  return verdicts.size() == 1 ? verdicts.front().second : "lost";
}

class EndingEarly : public testing::TestWithParam<const char*> {};

TEST_P(EndingEarly, InACallIsCrashed) { EXPECT_EQ(verdict_on("map:" + std::string(GetParam())), "crashed"); }
TEST_P(EndingEarly, InOpenIsCrashed) { EXPECT_EQ(verdict_on("open:" + std::string(GetParam())), "crashed"); }
TEST_P(EndingEarly, InCloseIsCrashed) { EXPECT_EQ(verdict_on("close:" + std::string(GetParam())), "crashed"); }
TEST_P(EndingEarly, InUnmapIsCrashed) { EXPECT_EQ(verdict_on("unmap:" + std::string(GetParam())), "crashed"); }

INSTANTIATE_TEST_SUITE_P(Modes, EndingEarly,
                         testing::Values("crash", "abort", "sigkill", "exit-0", "exit-at-once", "close-descriptors",
                                         "forge", "forge-and-go-on", "crash-at-exit", "end-badly", "kill-parent",
                                         "kill-group", "hand-over-to-a-child", "become-another"),
                         [](const auto& mode) {
                           std::string name = mode.param;
                           for (char& letter : name) letter = letter == '-' ? '_' : letter;
                           return name;
                         });

TEST(Hanging, IsTimeout) { EXPECT_EQ(hanging_verdict_on("map:hang"), "timeout"); }
TEST(Hanging, SpinningIsTimeout) { EXPECT_EQ(hanging_verdict_on("map:spin"), "timeout"); }
TEST(Hanging, WithAllSignalsBlockedIsTimeout) {
  EXPECT_EQ(hanging_verdict_on("map:hang-with-signals-blocked"), "timeout");
}
TEST(Hanging, StoppedIsTimeout) { EXPECT_EQ(hanging_verdict_on("map:stop"), "timeout"); }
TEST(Hanging, InOpenIsTimeout) { EXPECT_EQ(hanging_verdict_on("open:hang"), "timeout"); }
TEST(Hanging, InCloseIsTimeout) { EXPECT_EQ(hanging_verdict_on("close:hang"), "timeout"); }

TEST(Hanging, OutsideOfItsGroupIsTimeout) { EXPECT_EQ(hanging_verdict_on("map:hang-outside-of-the-group"), "timeout"); }
TEST(Hanging, WithAStoppedParentIsTimeout) { EXPECT_EQ(hanging_verdict_on("map:stop-parent"), "timeout"); }
TEST(Hanging, WithAStoppedGroupIsTimeout) { EXPECT_EQ(hanging_verdict_on("map:stop-group"), "timeout"); }

TEST(ComingBack, InPiecesIsTheVerdictOfOne) { EXPECT_EQ(verdict_on("map:split-in-two"), "pass"); }
TEST(ComingBack, AfterAskingTheRunnerToStopIsItsVerdict) { EXPECT_EQ(verdict_on("map:terminate-grandparent"), "pass"); }

TEST(Crash, IsToldBySignalName) {
  const ScratchFolder folder;

  const ProgramEnd end = run_to_end(folder, {"--target", "map:sigkill", "--only", one_check});

  EXPECT_THAT(end.out, HasSubstr("SIGKILL"));
}

class Explained : public testing::TestWithParam<const char*> {};

TEST_P(Explained, ByTheCallThatDidNotComeBackAndAProgram) {
  const ScratchFolder folder;
  const std::string result = folder.file("result");

  run_to_end(folder,
             {"--target", "map:" + std::string(GetParam()), "--only", one_check, "--deadline", "0.5", "--out", result});

  const std::string detail = events_in(result).at(2)["detail"];
  EXPECT_THAT(detail, HasSubstr("row TST_01: A page can be mapped."));
  EXPECT_THAT(detail, HasSubstr("length 0x1000, physical 0xfe000000, protection 0x1): it did not return"));
  EXPECT_TRUE(exists(result + ".repro/" + one_check + ".c")) << detail;
}

INSTANTIATE_TEST_SUITE_P(Ends, Explained, testing::Values("crash", "hang", "exit-0", "terminate-parent"),
                         [](const auto& mode) {
                           std::string name = mode.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(Crash, CostsOnlyTheChecksThatMeetIt) {
  EXPECT_THAT(verdicts_on("map:crash"),
              ElementsAre(Pair("TST_01.AnotherPageCanBeMapped", "crashed"), Pair("TST_01.PageCanBeMapped", "crashed"),
                          Pair("TST_02.ZeroLengthFailsWithEinval", "crashed"), Pair("TST_03.NobodyMinds", "fail"),
                          Pair("TST_04.LockIsThere", "unsupported"), Pair("TST_05.ArgumentDecides", "pass")));
}

TEST(Crash, AtLoadingAPluginIsAVerdictPerCheck) {
  const ScratchFolder folder;

  const ProgramEnd end =
      run_to_end(folder, {"--backend", MAPPROOF_CRASHES_AT_LOAD, "--out", folder.file("result.jsonl")});

  EXPECT_EQ(end.exit_code, 1) << end.err;
  const std::vector<nlohmann::json> events = events_in(folder.file("result.jsonl"));
  ASSERT_FALSE(events.empty());
  EXPECT_TRUE(events.front()["facts"].is_null());
  EXPECT_EQ(events.back()["counts"]["crashed"], 6);
}

TEST(Output, OfAFloodIsReadAndForgotten) {
  const ScratchFolder folder;

  const ProgramEnd end =
      run_to_end(folder, {"--target", "map:flood-output:64", "--only", one_check, "--deadline", "60", "--json"});

  EXPECT_EQ(end.exit_code, 0) << end.err;
  EXPECT_LT(end.out.size(), 1000u);
}

TEST(Output, OfANonPassIsInItsDetailUpToABound) {
  const ScratchFolder folder;
  run_to_end(folder,
             {"--target", "map:print:hello-from-the-subject", "--only", "TST_0[12]*", "--out", folder.file("a")});
  run_to_end(folder,
             {"--target", "close:flood-errors:4", "--only", "TST_03", "--deadline", "60", "--out", folder.file("b")});

  EXPECT_EQ(text_of_file(folder.file("a")).find("hello-from-the-subject\\n"), std::string::npos);
  const std::vector<nlohmann::json> events = events_in(folder.file("b"));
  ASSERT_THAT(events, SizeIs(4));
  const std::string detail = events[2]["detail"];
  EXPECT_THAT(detail, HasSubstr("and nobody judges it"));
  EXPECT_THAT(detail, HasSubstr("bytes left out"));
  EXPECT_LT(detail.size(), 80u * 1024);
}

class Survivor : public testing::TestWithParam<const char*> {};

TEST_P(Survivor, IsGoneWhenTheRunEnds) {
  const ScratchFolder folder;
  const std::string pids = folder.file("pids");

  const ProgramEnd end = run_to_end(
      folder, {"--target", "map:" + std::string(GetParam()) + ":" + pids, "--only", "TST_01", "--deadline", "60"});

  EXPECT_EQ(end.exit_code, 0) << end.err;
  ASSERT_THAT(pids_in(pids), SizeIs(2));
  for (const pid_t survivor : pids_in(pids)) EXPECT_FALSE(is_alive(survivor));
}

INSTANTIATE_TEST_SUITE_P(Kinds, Survivor, testing::Values("survivor", "escapee", "daemon"),
                         [](const auto& mode) { return std::string(mode.param); });

}  // namespace
}  // namespace mapproof
