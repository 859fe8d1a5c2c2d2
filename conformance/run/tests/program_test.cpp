// The command line, the words, the exit codes, the files.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>

#include "program_run.hpp"
#include "result/build_info.hpp"

namespace mapproof {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

using Json = nlohmann::json;

ProgramEnd run(const std::vector<std::string>& arguments) {
  const ScratchFolder folder;
  return run_to_end(folder, arguments);
}

std::string verdict_of_argument(const std::string& argument) {
  const auto verdicts = verdicts_on("none:none:" + argument, {"--only", "TST_05"});
  return verdicts.size() == 1 ? verdicts.front().second : "lost";
}

TEST(Words, OfACheckThatThrows) {
  EXPECT_EQ(verdict_of_argument("unresolved"), "unresolved");
  EXPECT_EQ(verdict_of_argument("unsupported"), "unsupported");
  EXPECT_EQ(verdict_of_argument("untested"), "untested");
  EXPECT_EQ(verdict_of_argument("exception"), "unresolved");
  EXPECT_EQ(verdict_of_argument("fail"), "fail");
  EXPECT_EQ(verdict_of_argument("else"), "pass");
}

TEST(Words, WithoutAWindowAreUnsupportedWithTheTargetsReason) {
  const ProgramEnd end = run({"--target", "open:no-window", "--only", "TST_01"});

  EXPECT_EQ(end.exit_code, 1);
  EXPECT_THAT(end.out, HasSubstr("unsupported 2 checks"));
  EXPECT_THAT(end.out, HasSubstr("no device window was named."));
}

TEST(ExitCode, IsZeroOnlyIfAJudgedCheckPassed) {
  EXPECT_EQ(run({"--only", "TST_01"}).exit_code, 0);
  EXPECT_EQ(run({"--only", "TST_03"}).exit_code, 1);  // not judged
  EXPECT_EQ(run({"--only", "TST_04"}).exit_code, 1);  // optional and lacking: nothing was shown
  EXPECT_EQ(run({"--only", "TST_06"}).exit_code, 1);  // no check at all
  EXPECT_EQ(run({"--only", "TST_0[14]"}).exit_code, 0);
  EXPECT_EQ(run({"--target", "none:none:untested", "--only", "TST_0[15]"}).exit_code, 0);
  EXPECT_EQ(run({"--target", "none:none:unresolved", "--only", "TST_0[15]"}).exit_code, 1);
}

TEST(BadInput, IsOneSentenceAndNoResult) {
  expect_one_sentence(run({"--bogus"}));
  expect_one_sentence(run({"--profile", "qnx-99"}));
  expect_one_sentence(run({"--only", "MOF_*"}));
  expect_one_sentence(run({"--deadline", "0"}));
  expect_one_sentence(run({"-j", "none"}));
  expect_one_sentence(run({"--backend", "/nowhere/plugin.so"}));
  expect_one_sentence(run({"--out", "/nowhere/result.jsonl"}));
  expect_one_sentence(run({"--waivers", "/nowhere/waivers.json"}));
  expect_one_sentence(run({"--run-check", "TST_01.PageCanBeMapped"}));
  expect_one_sentence(run({"--junit", "/nowhere/result.xml"}));
  expect_one_sentence(run({"--ktap", "/nowhere/result.ktap"}));
  expect_one_sentence(run({"--shuffle", "dice"}));
  expect_one_sentence(run({"--resume"}));
}

TEST(BadInput, OfAnUnknownProfileListsTheProfiles) {
  EXPECT_THAT(run({"--profile", "x"}).err, HasSubstr("qnx-7.1, qnx-7.1b, qnx-8.0, obs64"));
}

TEST(Refusal, OfTheTargetEndsTheRunBeforeAnyCheck) {
  const ScratchFolder folder;

  const ProgramEnd end = run_to_end(folder, {"--target", "open:refuse", "--out", folder.file("result.jsonl")});

  expect_one_sentence(end);
  EXPECT_THAT(end.err, HasSubstr("the fake target is refused"));
  EXPECT_FALSE(exists(folder.file("result.jsonl")));
  EXPECT_FALSE(exists(folder.file("result.jsonl.partial")));
}

TEST(Json, IsOneObjectAndNothingElse) {
  const ProgramEnd end = run({"--json"});

  const Json object = Json::parse(end.out);
  EXPECT_EQ(object["schema"], 1);
  EXPECT_EQ(object["backend"], "fake");
  EXPECT_EQ(object["profile"], "qnx-7.1");
  EXPECT_EQ(object["conformant"], true);
  EXPECT_EQ(object["counts"]["pass"], 4);
  EXPECT_TRUE(object["seconds"].is_number());
}

TEST(Json, OfTheListHasEveryRow) {
  const Json object = Json::parse(run({"--list", "--json"}).out);

  EXPECT_EQ(object["mapproof"], build_info.version);
  ASSERT_EQ(object["rows"].size(), 6u);
  EXPECT_EQ(object["rows"][0]["id"], "TST_01");
  EXPECT_EQ(object["rows"][0]["checks"], (Json{"AnotherPageCanBeMapped", "PageCanBeMapped"}));
  EXPECT_EQ(object["rows"][0]["needs"], (Json{"map", "window"}));
  EXPECT_EQ(object["rows"][0]["state"], "tested");
  EXPECT_EQ(object["rows"][1]["accepts"]["qnx-7.1"], Json{"EINVAL"});
  EXPECT_EQ(object["rows"][2]["state"], "report-only");
  EXPECT_EQ(object["rows"][5]["state"], "untestable");
  EXPECT_EQ(object["rows"][5]["reason"], "there is no way to bring it about");
}

TEST(Json, OfTheFactsNamesTheWindow) {
  const Json object = Json::parse(run({"--facts", "--json"}).out);

  ASSERT_EQ(object["backends"].size(), 1u);
  EXPECT_EQ(object["backends"][0]["facts"]["windows"][0]["physical"], "0xfe000000");
}

TEST(ResultFile, IsTheSameWithAnyNumberOfWorkersInAnyOrder) {
  const ScratchFolder folder;
  run_to_end(folder, {"-j", "1", "--out", folder.file("one")});
  run_to_end(folder, {"-j", "4", "--shuffle", "7", "--out", folder.file("four")});

  const std::vector<Json> one = canonical(events_in(folder.file("one")));
  EXPECT_EQ(one, canonical(events_in(folder.file("four"))));
  const auto is_check = [](const Json& event) { return event["event"] == "check"; };
  EXPECT_EQ(std::count_if(one.begin(), one.end(), is_check), 6);
  EXPECT_EQ(one.front()["event"], "run");
  EXPECT_EQ(one.back()["lines"], one.size() - 1);
}

// One that proves a refusal looks at all of them too.
TEST(Workers, NeverRunTwoChecksThatLookAtTheWindows) {
  const ScratchFolder folder;

  for (const auto& [check, verdict] : verdicts_on("check:honest:alone=" + folder.file("window"), {"-j", "4"})) {
    if (check.find("TST_01") == 0 || check.find("TST_02") == 0) {
      EXPECT_EQ(verdict, "pass") << check;
    }
  }
  EXPECT_TRUE(exists(folder.file("window")));
}

TEST(Waiver, ExcusesAFailureAndIsToldWhenItIsNotNeeded) {
  const ScratchFolder folder;
  std::ofstream(folder.file("waivers.json"))
      << R"({"waivers": [{"row": "TST_05", "reason": "known", "expires": "2999-12-31"},
                         {"row": "TST_01", "reason": "was known", "expires": "2999-12-31"},
                         {"row": "TST_02", "reason": "was known", "expires": "2001-01-01"}]})";
  const std::vector<std::string> use{"--waivers", folder.file("waivers.json"), "--only", "TST_0[125]"};

  EXPECT_THAT(verdicts_on("none:none:fail", use),
              ElementsAre(Pair("TST_01.AnotherPageCanBeMapped", "xpass"), Pair("TST_01.PageCanBeMapped", "xpass"),
                          Pair("TST_02.ZeroLengthFailsWithEinval", "pass"), Pair("TST_05.ArgumentDecides", "waived")));
}

TEST(Waiver, ThatHasExpiredExcusesNothing) {
  const ScratchFolder folder;
  std::ofstream(folder.file("waivers.json"))
      << R"({"waivers": [{"row": "TST_05", "reason": "known", "expires": "2001-01-01"}]})";

  const ProgramEnd end = run_to_end(
      folder, {"--waivers", folder.file("waivers.json"), "--target", "none:none:fail", "--only", "TST_0[15]"});

  EXPECT_EQ(end.exit_code, 1);
  EXPECT_THAT(end.out, HasSubstr("expired on 2001-01-01"));
}

TEST(Waiver, FileThatIsWrongIsOneSentence) {
  const ScratchFolder folder;
  const std::string path = folder.file("waivers.json");
  for (const char* text : {"{", "[]", R"({"waivers": [{"row": "TST_01"}]})",
                           R"({"waivers": [{"row": "TST_99", "reason": "r", "expires": "2999-01-01"}]})",
                           R"({"waivers": [{"row": "TST_01", "reason": "r", "expires": "tomorrow"}]})"}) {
    std::ofstream(path) << text;
    expect_one_sentence(run_to_end(folder, {"--waivers", path}));
  }
}

class Stopped : public testing::TestWithParam<int> {};

TEST_P(Stopped, LeavesNoProcessAndSaysHowToGoOn) {
  const ScratchFolder folder;
  const std::string fifo = folder.file("fifo");
  const std::string result = folder.file("result.jsonl");
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  ProgramRun program(folder, {"--target", "map:announce-and-hang:" + fifo, "--only", "TST_01.PageCanBeMapped",
                              "--deadline", "600", "--out", result});
  const std::vector<pid_t> hanging = pids_in(fifo);  // comes back when the check has begun to hang

  kill(program.pid(), GetParam());
  const ProgramEnd end = program.end();

  expect_one_sentence(end);
  EXPECT_THAT(end.err, HasSubstr("stopped by SIG"));
  ASSERT_EQ(hanging.size(), 1u);
  EXPECT_FALSE(is_alive(hanging.front()));
  EXPECT_FALSE(exists(result));
  EXPECT_FALSE(exists(result + ".new"));
  EXPECT_TRUE(exists(result + ".partial"));
  EXPECT_THAT(end.err, HasSubstr("--resume"));
}

INSTANTIATE_TEST_SUITE_P(By, Stopped, testing::Values(SIGINT, SIGTERM));

}  // namespace
}  // namespace mapproof
