// Many mappers at once, mappers that are killed, a device that goes, and a module that is taken out.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <sys/syscall.h>

#include <algorithm>
#include <csignal>

#include "kernel_driver.hpp"
#include "linux/tests/lab_witness/host.hpp"

namespace mapproof::lab {
namespace {

constexpr int processes = 4, cycles = 250;

std::size_t count_of(const std::vector<DriverCall>& calls, const std::string& entry) {
  return static_cast<std::size_t>(
      std::count_if(calls.begin(), calls.end(), [&](const DriverCall& call) { return call.entry == entry; }));
}

// Opens, maps, forks now and then, and unmaps in two parts; the exit code says whether all went well.
void cycle(int number, int turn) {
  const lnx::Descriptor node = open_node();
  std::byte* const address = map_node(node, 4, static_cast<std::size_t>(4 * number));
  if (address == nullptr) _exit(1);
  word_at(address + 2 * page) = static_cast<std::uint32_t>(number * cycles + turn);
  if (turn % 5 == 0 && signal_of_child([&] { (void)loaded(address + 2 * page); }) != 0) _exit(2);
  munmap(address + page, page);
  if (word_at(address + 2 * page) != static_cast<std::uint32_t>(number * cycles + turn)) _exit(3);
  munmap(address, 4 * page);
}

std::vector<pid_t> start(int count, void (*body)(int)) {
  std::vector<pid_t> children;
  for (int number = 0; number < count; ++number) {
    const pid_t child = fork();
    if (child == 0) {
      body(number);
      _exit(0);
    }
    children.push_back(child);
  }
  return children;
}

// The module of the hosted driver is taken out; 0 or an errno.
int remove_module(const char* name) { return syscall(SYS_delete_module, name, O_NONBLOCK) == 0 ? 0 : errno; }

int insert_module(const std::string& path) {
  const lnx::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  return syscall(SYS_finit_module, file.number(), "", 0) == 0 ? 0 : errno;
}

TEST(KernelStormTest, ThousandCyclesOfFourProcessesLeaveNothingOpen) {
  DriverLog log;
  for (const pid_t child : start(processes, [](int number) {
         for (int turn = 0; turn < cycles; ++turn) cycle(number, turn);
       })) {
    int status = -1;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }

  const std::vector<DriverCall> calls = log.next();
  EXPECT_EQ(log.lost(), 0u);
  EXPECT_EQ(count_of(calls, "open"), std::size_t{processes} * cycles);
  EXPECT_EQ(count_of(calls, "mmap"), std::size_t{processes} * cycles * 4);
  ASSERT_FALSE(calls.empty());
  EXPECT_EQ(calls.back().entry, "close");
  EXPECT_EQ(complaints_of_kernel(), "");
}

TEST(KernelStormTest, KilledMappersCloseTheDevice) {
  DriverLog log;
  int ready[2] = {-1, -1};
  ASSERT_EQ(pipe(ready), 0);
  std::vector<pid_t> children;
  for (int i = 0; i < processes; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      const lnx::Descriptor node = open_node();
      std::byte* const address = map_node(node, 8);
      if (address == nullptr || write(ready[1], "x", 1) != 1) _exit(1);
      for (std::uint32_t i2 = 0;; ++i2) word_at(address + i2 % 8 * page) = i2;
    }
    children.push_back(child);
  }
  char said = 0;
  for (int i = 0; i < processes; ++i) ASSERT_EQ(read(ready[0], &said, 1), 1);
  for (const pid_t child : children) kill(child, SIGKILL);
  for (const pid_t child : children) waitpid(child, nullptr, 0);

  const std::vector<DriverCall> calls = log.next();
  EXPECT_EQ(count_of(calls, "open"), std::size_t{processes});
  EXPECT_EQ(calls.back().entry, "close");
  EXPECT_EQ(complaints_of_kernel(), "");
}

TEST(KernelStormTest, ModuleStaysWhileItsDeviceIsMappedAndGoesCleanlyAfterwards) {
  std::byte* const address = map_node(open_node(), 1);
  ASSERT_NE(address, nullptr);

  EXPECT_EQ(remove_module("panel8"), EAGAIN);
  EXPECT_NE(remove_module("mapproof_ddi"), 0);
  word_at(address) = 1;
  munmap(address, page);
  EXPECT_EQ(remove_module("panel8"), 0);
  EXPECT_FALSE(open_node());

  EXPECT_EQ(insert_module("/.mapproof-lab/ddi/001-panel8.ko"), 0);
  EXPECT_TRUE(open_node());
  EXPECT_EQ(complaints_of_kernel(), "");
}

TEST(KernelUnplugTest, DeviceThatGoesTakesItsPagesAlong) {
  const lnx::Descriptor node = open_node();
  std::byte* const address = map_node(node, 2);
  ASSERT_NE(address, nullptr);
  word_at(address) = 1;

  ASSERT_NO_THROW(ask_host("unplug 0000:00:07.0"));

  EXPECT_EQ(signal_of_child([&] { (void)loaded(address); }), SIGBUS) << "a page that was there";
  EXPECT_EQ(signal_of_child([&] { (void)loaded(address + page); }), SIGBUS) << "a page that was not";
  EXPECT_EQ(map_node(node, 1), nullptr);
  EXPECT_EQ(errno, ENXIO);
  munmap(address, 2 * page);
  EXPECT_EQ(complaints_of_kernel(), "");
}

// After all other tests, for nothing is there any more.
TEST(KernelUnplugTest, EverythingCanBeTakenOut) {
  for (const char* module : {"board5", "trace71", "panel8", "mapproof_ddi"})
    EXPECT_EQ(remove_module(module), 0) << module;
  EXPECT_EQ(complaints_of_kernel(), "");
}

}  // namespace
}  // namespace mapproof::lab
