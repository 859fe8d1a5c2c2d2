// What an entry answers for, and for nothing else.
// SPDX-License-Identifier: Apache-2.0
#include "entry.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace mapproof::offset_cache {
namespace {

constexpr std::uintptr_t address = 0x7f0012345000;
constexpr std::uint64_t distance = 0x10d0000000 - address;  // below zero
constexpr std::uint64_t wrap = std::uint64_t{1} << Generations::low_bits;

bool answers(const Entry& entry, std::uintptr_t at, std::uint64_t generation) {
  std::uint64_t found = distance;
  const bool answered = entry.read(Key(at, generation), found);
  EXPECT_TRUE(!answered || found == distance);
  return answered;
}

TEST(Entry, AnswersForItsAddressInItsGeneration) {
  Entry entry;
  entry.write(Key(address, 7), distance);

  EXPECT_TRUE(answers(entry, address, 7));
  EXPECT_FALSE(answers(entry, address, 8));
  EXPECT_FALSE(answers(entry, address, 7 + wrap));
  EXPECT_FALSE(answers(entry, address + wrap, 7));
  EXPECT_FALSE(answers(entry, address | std::uintptr_t{1} << 63, 7));
}

TEST(Entry, EmptyAnswersForNothing) {
  const Entry entry;
  EXPECT_FALSE(answers(entry, 0, 2));
  EXPECT_FALSE(answers(entry, address, 2));
}

TEST(Entry, ANewAnswerReplacesTheOld) {
  Entry entry;
  entry.write(Key(address, 7), distance + 4096);
  entry.write(Key(address, 8), distance);
  EXPECT_TRUE(answers(entry, address, 8));
  EXPECT_FALSE(answers(entry, address, 7));
}

TEST(Entry, KeepsTheWholeNumberOfAGeneration) {
  Entry entry;
  const std::uint64_t last = wrap * 4096 - 1;
  entry.write(Key(address, last), distance);
  EXPECT_TRUE(answers(entry, address, last));
  EXPECT_FALSE(answers(entry, address, last - wrap));
}

TEST(Entry, NoneAnswersForARetiredRegion) {
  const Entry empty;
  EXPECT_FALSE(answers(empty, 0, Generations::retired));
  Entry entry;
  entry.write(Key(0, 7), distance);
  EXPECT_FALSE(answers(entry, 0, Generations::retired));
}

}  // namespace
}  // namespace mapproof::offset_cache
