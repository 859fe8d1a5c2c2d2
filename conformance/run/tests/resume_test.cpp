// Whatever ends a run, the same command with --resume comes to the same result.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>
#include <random>

#include "program_run.hpp"

namespace mapproof {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

std::vector<std::string> with_resume(std::vector<std::string> arguments) {
  arguments.emplace_back("--resume");
  return arguments;
}

// A run that was killed while its last check hung, and whose journal lacks only that one.
class KilledRun : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(mkfifo(fifo().c_str(), 0600), 0);
    ProgramRun program(folder_, command());
    ASSERT_THAT(pids_in(fifo()), SizeIs(1));  // comes back when the first check that maps has begun to hang
    kill(program.pid(), SIGKILL);
    program.end();
    ASSERT_TRUE(exists(journal()));
    ASSERT_FALSE(exists(result()));
    // Nobody waits for its reader any more: from now on the check hangs before it has announced itself.
    std::remove(fifo().c_str());
  }

  std::string fifo() const { return folder_.file("fifo"); }
  std::string result() const { return folder_.file("result"); }
  std::string journal() const { return result() + ".partial"; }
  std::vector<std::string> command() const {
    return {"--target", "map:announce-and-hang:" + fifo(), "-j", "1", "--deadline", "0.3", "--out", result()};
  }

  // Under a sanitizer on a loaded machine the deadline may be too short for others too.
  static constexpr int those_that_hang = 3;

  ScratchFolder folder_;
};

TEST_F(KilledRun, IsResumed) {
  const ProgramEnd end = run_to_end(folder_, with_resume(command()));

  EXPECT_EQ(end.exit_code, 1) << end.err;
  EXPECT_FALSE(exists(journal()));
  EXPECT_GE(events_in(result()).back()["counts"]["timeout"], those_that_hang);
}

TEST_F(KilledRun, IsResumedFromItsLastWholeLine) {
  std::ofstream(journal(), std::ios::app) << R"({"event": "check", "row": "TST_01", "ver)";

  const ProgramEnd end = run_to_end(folder_, with_resume(command()));

  EXPECT_EQ(end.exit_code, 1) << end.err;
  EXPECT_GE(events_in(result()).back()["counts"]["timeout"], those_that_hang);
}

TEST_F(KilledRun, WithADamagedLineIsNotResumed) {
  std::ofstream(journal(), std::ios::app) << "no JSON\n";

  const ProgramEnd end = run_to_end(folder_, with_resume(command()));

  expect_one_sentence(end);
  EXPECT_THAT(end.err, HasSubstr("damaged"));
  EXPECT_TRUE(exists(journal()));
}

TEST_F(KilledRun, IsNotResumedByAnotherRun) {
  for (const std::vector<std::string>& more :
       {std::vector<std::string>{"--only", "TST_01"}, {"--profile", "qnx-8.0"}, {"--allow-write"}}) {
    std::vector<std::string> other = with_resume(command());
    other.insert(other.end(), more.begin(), more.end());

    const ProgramEnd end = run_to_end(folder_, other);

    expect_one_sentence(end);
    EXPECT_THAT(end.err, HasSubstr("belongs to a run with a different"));
  }
  EXPECT_FALSE(exists(result()));
}

TEST_F(KilledRun, StartsAnewWithoutTheOption) {
  run_to_end(folder_, command());

  EXPECT_FALSE(exists(journal()));
  EXPECT_GE(events_in(result()).back()["counts"]["timeout"], those_that_hang);
}

TEST(Resume, OfNothingIsARun) {
  const ScratchFolder folder;

  const ProgramEnd end = run_to_end(folder, {"--out", folder.file("result"), "--resume"});

  EXPECT_EQ(end.exit_code, 0) << end.err;
  EXPECT_EQ(events_in(folder.file("result")).back()["counts"]["pass"], 4);
}

TEST(Resume, OfARunThatGoesOnIsRefused) {
  const ScratchFolder folder;
  const std::string fifo = folder.file("fifo");
  const std::vector<std::string> command{
      "--target", "map:announce-and-hang:" + fifo, "--deadline", "600", "--out", folder.file("result")};
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  ProgramRun program(folder, command);
  ASSERT_THAT(pids_in(fifo), SizeIs(1));

  const ScratchFolder other;
  std::vector<std::string> honest{"--out", folder.file("result"), "--resume"};
  const ProgramEnd end = run_to_end(other, honest);
  kill(program.pid(), SIGTERM);
  program.end();

  expect_one_sentence(end);
  EXPECT_THAT(end.err, HasSubstr("another run"));
}

// A wait for nothing: the moment is what the test is about.
void let_pass(int microseconds) {
  const timespec time{0, microseconds * 1000L};
  ppoll(nullptr, 0, &time, nullptr);
}

TEST(Resume, AfterAKillAtAnyMomentComesToTheSameResult) {
  const ScratchFolder folder;
  run_to_end(folder, {"-j", "2", "--out", folder.file("undisturbed")});
  const std::vector<nlohmann::json> wanted = canonical(events_in(folder.file("undisturbed")));
  std::mt19937 random(20261122);
  for (int round = 0; round < 25; ++round) {
    const std::string result = folder.file("result" + std::to_string(round));
    const std::vector<std::string> command{"-j", "2", "--out", result};
    int kills = 0;
    for (bool first = true; !exists(result); first = false) {
      ProgramRun program(folder, first ? command : with_resume(command));
      let_pass(static_cast<int>(random() % 60'000));
      if (kills++ < 5) kill(program.pid(), SIGKILL);
      program.end();
    }
    run_to_end(folder, with_resume(command));

    EXPECT_EQ(canonical(events_in(result)), wanted) << "round " << round;
    EXPECT_FALSE(exists(result + ".partial"));
    EXPECT_FALSE(exists(result + ".new"));
  }
}

}  // namespace
}  // namespace mapproof
