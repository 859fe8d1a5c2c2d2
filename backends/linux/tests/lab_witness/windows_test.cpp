// Do loads and stores reach the device? Devices that nobody here wrote answer, and so does the host's file behind a
// window.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdio>
#include <random>

#include "asked.hpp"
#include "host/session.hpp"
#include "kernel_lists.hpp"
#include "pages.hpp"

namespace mapproof::lab {
namespace {

constexpr std::uint32_t uncached = read_write | MAPPROOF_PROT_NOCACHE;
constexpr std::size_t page = 4096;

class WindowsTest : public testing::Test {
 protected:
  static Mapping map(const Session& session, std::uint64_t offset, std::size_t length, std::uint32_t protection) {
    const std::uint64_t physical = session.facts().windows[0].physical + offset;
    Result<Mapping> mapping = session.map({nullptr, physical, length, protection});
    if (!mapping) throw std::runtime_error("the window could not be mapped");
    return std::move(*mapping);
  }
};

TEST_F(WindowsTest, RegisterAnswersWithTheInverse) {
  const Session session(asked().backend, {asked().registers, "qnx-7.1", true});
  const Mapping registers = map(session, 0, page, uncached);
  std::mt19937 chance(static_cast<unsigned>(asked().seed));

  for (int i = 0; i < 1000; ++i) {
    const auto word = static_cast<std::uint32_t>(chance());
    registers.store<std::uint32_t>(4, word);
    ASSERT_EQ(registers.load<std::uint32_t>(4), ~word);
  }
  // Narrower stores do not reach this device.
  registers.store<std::uint32_t>(4, 1);
  registers.store<std::uint16_t>(4, 2);
  registers.store<std::uint8_t>(4, 3);
  EXPECT_EQ(registers.load<std::uint32_t>(4), ~1u);
}

// The header of pci-testdev: test (1 byte), width (1), padding (2), offset (4), data (1 and 3 of padding), count (4),
// name. It counts every store that covers the byte at its offset with its data there.
template <class Word>
void expect_all_counted(const Mapping& header) {
  header.store<std::uint8_t>(0, 0);  // selects the first test and sets its count to 0
  const std::uint32_t offset = header.load<std::uint32_t>(4);
  const Word word = header.load<std::uint8_t>(8);
  ASSERT_EQ(header.load<std::uint32_t>(12), 0u);

  for (std::uint32_t i = 0; i < asked().stores; ++i) header.store<Word>(offset, word);

  const std::uint32_t counted = header.load<std::uint32_t>(12);
  std::printf("%u stores of width %zu: %u counted\n", asked().stores, sizeof(Word), counted);
  EXPECT_EQ(counted, asked().stores);
  header.store<Word>(offset, static_cast<Word>(word + 1));
  EXPECT_EQ(header.load<std::uint32_t>(12), counted) << "other data was counted";
}

TEST_F(WindowsTest, EveryStoreOfEveryWidthReachesTheDevice) {
  const Session session(asked().backend, {asked().counter, "qnx-7.1", true});
  const Mapping header = map(session, 0, page, uncached);

  expect_all_counted<std::uint8_t>(header);
  expect_all_counted<std::uint16_t>(header);
  expect_all_counted<std::uint32_t>(header);
  expect_all_counted<std::uint64_t>(header);
}

// The first MiB is for us to write, the second one was written by the host.
TEST_F(WindowsTest, WindowIsTheHostsFile) {
  constexpr std::size_t mib = std::size_t{1} << 20;
  const Session session(asked().backend, {asked().memory, "qnx-7.1", true});

  const Mapping ours = map(session, 0, mib, read_write);
  for (std::size_t i = 0; i < mib / 8; ++i) ours.store<std::uint64_t>(8 * i, pattern(1, i));
  const Mapping theirs = map(session, mib + 8, mib - 8, read_only);
  std::size_t wrong = 0;
  for (std::size_t i = 1; i < mib / 8; ++i) wrong += theirs.load<std::uint64_t>(8 * i - 8) != pattern(2, i) ? 1 : 0;

  EXPECT_EQ(wrong, 0u);
}

std::string prefix_of(std::uint32_t caching) {
  if (caching == MAPPROOF_WRITE_COMBINING) return "write-combining";
  return caching == MAPPROOF_UNCACHED ? "uncached" : "write-back";
}

TEST_F(WindowsTest, KernelListsTheMemoryTypeThatTheBackendPromises) {
  const Session session(asked().backend, {asked().memory, "qnx-7.1", true});
  const mapproof_window& window = session.facts().windows[0];
  const std::uint64_t first = 32 * page, second = 64 * page;

  // A mapping that stays would force its type on the next one of the same range.
  const Mapping without = map(session, first, page, read_write);
  const Mapping with = map(session, second, page, uncached);
  const std::string type_without = memory_type_of(window.physical + first);
  const std::string type_with = memory_type_of(window.physical + second);

  std::printf("without PROT_NOCACHE %s, with it %s\n", type_without.c_str(), type_with.c_str());
  EXPECT_EQ(type_with.rfind("uncached", 0), 0u) << type_with;
  EXPECT_EQ(type_without.rfind(prefix_of(window.without_nocache), 0), 0u) << type_without;
}

}  // namespace
}  // namespace mapproof::lab
