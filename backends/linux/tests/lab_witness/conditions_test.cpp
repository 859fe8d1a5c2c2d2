// What a backend answers where the kernel refuses, where the caller has no rights, and where the device is gone.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <vector>

#include "asked.hpp"
#include "host.hpp"
#include "host/cannot_run.hpp"
#include "host/session.hpp"

namespace mapproof::lab {
namespace {

constexpr std::size_t page = 4096;
constexpr std::uint32_t uncached = read_write | MAPPROOF_PROT_NOCACHE;

std::string devmem(std::uint64_t physical, std::size_t length) {
  char target[64];
  std::snprintf(target, sizeof target, "devmem:0x%llx+0x%zx", static_cast<unsigned long long>(physical), length);
  return target;
}

// Two neighbours of different memory types: no single type suits a mapping over both, and /dev/mem answers EAGAIN.
TEST(ConditionsTest, DevmemThatCannotRemapIsEagain) {
  const Session combining(asked().backend, {asked().memory + ":wc", "qnx-7.1", true});
  const std::uint64_t base = combining.facts().windows[0].physical;
  const Session physical(asked().backend, {devmem(base, 2 * page), "qnx-7.1", true});
  int error = 0;
  {
    const Result<Mapping> first = combining.map({nullptr, base, page, read_write});
    const Result<Mapping> second = combining.map({nullptr, base + page, page, uncached});
    ASSERT_TRUE(first.has_value() && second.has_value());
    const Result<Mapping> both = physical.map({nullptr, base, 2 * page, uncached});
    error = both ? 0 : both.error().number;
  }

  EXPECT_EQ(error, EAGAIN);
  EXPECT_TRUE(physical.map({nullptr, base, 2 * page, uncached}).has_value());
}

// Stores a word to the register that inverts and loads it again, in a child: the signal that ended it, or 0 and what it
// read.
int invert(const Mapping& mapping, std::uint32_t word, std::uint32_t& answer) {
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

// Linux leaves the mapping in place or lets an access raise SIGBUS; the bus answers where nobody is with all ones, and
// this emulator with zeros. All of them are told apart from a device that answers.
TEST(ConditionsTest, UnpluggedDeviceAnswersNoMore) {
  constexpr std::uint32_t word = 0x12345678;
  const Session session(asked().backend, {asked().registers, "qnx-7.1", true});
  const std::uint64_t base = session.facts().windows[0].physical;
  const Result<Mapping> mapping = session.map({nullptr, base, page, uncached});
  ASSERT_TRUE(mapping.has_value());
  std::uint32_t answer = 0;
  ASSERT_EQ(invert(*mapping, word, answer), 0);
  ASSERT_EQ(answer, ~word);

  ask_host("unplug " + asked().unplug);
  const int signal = invert(*mapping, word, answer);
  const Result<Mapping> late = session.map({nullptr, base, page, uncached});

  std::printf("a device that is gone: %s 0x%x, and a map fails with errno %d\n",
              signal == 0 ? "a load reads" : strsignal(signal), static_cast<unsigned>(answer),
              late ? 0 : late.error().number);
  EXPECT_TRUE(signal == SIGBUS || (signal == 0 && (answer == 0 || answer == 0xffffffffu)));
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().number, ENXIO);
  EXPECT_THROW(Session(asked().backend, {asked().registers, "qnx-7.1", true}), CannotRun);
}

TEST(ConditionsTest, CallerWithoutTheRightGetsNoFrameNumber) {
  ASSERT_NE(geteuid(), 0u);
  const Session session(asked().backend, {});
  std::vector<char> memory(2 * page, 'x');
  ASSERT_TRUE(session.lock(memory.data(), memory.size()).has_value());
  using Call = decltype(mapproof_backend::mem_offset);
  const mapproof_backend& table = session.table();
  for (const Call call : {table.mem_offset, table.mem_offset64}) {
    std::int64_t offset = -7;
    std::size_t contig_length = 7;
    const mapproof_offset_request request{memory.data(), page, &offset, &contig_length, nullptr, MAPPROOF_NOFD, 0};

    const mapproof_status_outcome outcome = call(session.handle(), &request);

    EXPECT_EQ(outcome.value, -1);
    EXPECT_EQ(outcome.error, EPERM);
    EXPECT_EQ(offset, -7) << "a caller who may not know was told something";
  }
  EXPECT_NE(session.facts().no_offset, nullptr);
}

}  // namespace
}  // namespace mapproof::lab
