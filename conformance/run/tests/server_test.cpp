// A subject that reaches as far as the process server loses nothing of the run.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>

#include "program_run.hpp"

namespace mapproof {
namespace {

using testing::SizeIs;

// The one child of a run that was told to serve; 0 if there is none.
pid_t server_of(pid_t runner) {
  const std::string process = std::to_string(runner);
  std::ifstream children("/proc/" + process + "/task/" + process + "/children");
  for (pid_t child = 0; children >> child;) {
    const std::string command = text_of_file("/proc/" + std::to_string(child) + "/cmdline");
    if (command.find("--serve-processes") != std::string::npos) return child;
  }
  return 0;
}

class LostServer : public testing::TestWithParam<int> {
 protected:
  std::vector<std::string> command(const std::string& fifo, const std::string& result) const {
    return {"--target", "map:announce-and-hang:" + fifo, "--only", "*", "-j", "1", "--deadline", "0.5", "--out",
            result};
  }
  ScratchFolder folder_;
};

TEST_P(LostServer, LeavesTheRunWhole) {
  const std::string fifo = folder_.file("fifo"), result = folder_.file("result");
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  ProgramRun program(folder_, command(fifo, result));
  ASSERT_THAT(pids_in(fifo), SizeIs(1));  // comes back when the first check that maps has begun to hang
  const pid_t server = server_of(program.pid());
  ASSERT_NE(server, 0);

  ASSERT_EQ(kill(server, GetParam()), 0);
  std::remove(fifo.c_str());
  const ProgramEnd end = program.end();

  EXPECT_EQ(end.exit_code, 1) << end.err;
  EXPECT_FALSE(is_alive(server));
  const ScratchFolder other;
  run_to_end(other, command(other.file("fifo"), other.file("result")));
  EXPECT_EQ(canonical(events_in(result)).back()["counts"], canonical(events_in(other.file("result"))).back()["counts"]);
}

INSTANTIATE_TEST_SUITE_P(By, LostServer, testing::Values(SIGKILL, SIGSTOP, SIGSEGV));

}  // namespace
}  // namespace mapproof
