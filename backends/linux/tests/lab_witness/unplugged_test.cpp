// What a mapping shows of a device that is taken out of the machine, and who may map it then.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <thread>

#include "asked.hpp"
#include "host.hpp"
#include "host/cannot_run.hpp"
#include "host/session.hpp"

namespace mapproof::lab {
namespace {

constexpr std::size_t page = 4096;
constexpr std::uint32_t uncached = read_write | MAPPROOF_PROT_NOCACHE;
constexpr std::uint32_t word = 0x12345678;

// Stores the word at byte 4, where edu inverts it and memory keeps it, and loads it again, in a child: the signal that
// ended that, or 0 and what it read.
int exchange(const Mapping& mapping, std::uint32_t& answer) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) return -1;
  const pid_t child = fork();
  if (child == 0) {
    mapping.store<std::uint32_t>(4, word);
    const auto seen = mapping.load<std::uint32_t>(4);
    _exit(write(ends[1], &seen, sizeof seen) == sizeof seen ? 0 : 1);
  }
  close(ends[1]);
  const ssize_t length = read(ends[0], &answer, sizeof answer);
  close(ends[0]);
  int status = -1;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) return WTERMSIG(status);
  return length == sizeof answer ? 0 : -1;
}

Result<Mapping> map(const Session& session) {
  return session.map({nullptr, session.facts().windows[0].physical, page, uncached});
}

int error_of(const Result<Mapping>& mapping) { return mapping ? 0 : mapping.error().number; }

// Linux leaves the mapping in place or lets an access raise SIGBUS; the bus answers where nobody is with all ones, and
// this emulator with zeros. All of them are told apart from a device that answers.
void expect_gone_when_unplugged(const std::string& target, std::uint32_t alive) {
  const Session session(asked().backend, {target, "qnx-7.1", true});
  const Result<Mapping> mapping = map(session);
  ASSERT_TRUE(mapping.has_value());
  std::uint32_t answer = 0;
  ASSERT_EQ(exchange(*mapping, answer), 0);
  ASSERT_EQ(answer, alive);

  ask_host("unplug " + asked().unplug);
  const int signal = exchange(*mapping, answer);
  const int late = error_of(map(session));

  std::printf("a device that is gone (%s): %s 0x%x, and a map fails with errno %d\n", target.c_str(),
              signal == 0 ? "a load reads" : strsignal(signal), static_cast<unsigned>(answer), late);
  EXPECT_TRUE(signal == SIGBUS || (signal == 0 && (answer == 0 || answer == 0xffffffffu)));
  EXPECT_EQ(late, ENXIO);
  EXPECT_THROW(Session(asked().backend, {target, "qnx-7.1", true}), CannotRun);
}

TEST(UnpluggedTest, RegistersAnswerNoMore) { expect_gone_when_unplugged(asked().registers, ~word); }

TEST(UnpluggedTest, MemoryKeepsNothing) { expect_gone_when_unplugged(asked().memory, word); }

// VFIO gives a device back only when its user has let it go: until then the removal waits, and the device works.
TEST(UnpluggedTest, VfioKeepsTheDeviceUntilItIsLetGo) {
  const std::string folder = "/sys/bus/pci/devices/" + asked().unplug;
  auto session = std::make_unique<Session>(asked().backend, OpenOptions{asked().registers, "qnx-7.1", true});
  auto mapping = std::make_unique<Result<Mapping>>(map(*session));
  ASSERT_TRUE(mapping->has_value());

  std::atomic<bool> removed{false};
  // A thread and no child, which would be a user of the device too.
  std::thread remover([&] {
    std::ofstream(folder + "/remove") << "1" << std::flush;
    removed = true;
  });
  // The kernel takes this link away just before it asks the driver to let the device go.
  while (access((folder + "/driver").c_str(), F_OK) == 0) std::this_thread::yield();
  std::uint32_t answer = 0;
  const int signal = exchange(**mapping, answer);
  const int late = error_of(map(*session));
  const bool waits = !removed;
  mapping.reset();
  session.reset();
  remover.join();

  std::printf("a device that is to go (%s): %s 0x%x, a map fails with errno %d, the removal %s\n",
              asked().registers.c_str(), signal == 0 ? "a load reads" : strsignal(signal),
              static_cast<unsigned>(answer), late, waits ? "waits" : "is done");
  EXPECT_TRUE(waits);
  EXPECT_EQ(signal, 0);
  EXPECT_EQ(answer, ~word);
  EXPECT_EQ(late, 0);
  EXPECT_NE(access(folder.c_str(), F_OK), 0);
  EXPECT_THROW(Session(asked().backend, {asked().registers, "qnx-7.1", true}), CannotRun);
}

}  // namespace
}  // namespace mapproof::lab
