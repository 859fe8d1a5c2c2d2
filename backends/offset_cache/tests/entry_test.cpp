// What an entry answers for, and for nothing else.
// SPDX-License-Identifier: Apache-2.0
#include "offset_cache/entry.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace mapproof::offset_cache {
namespace {

constexpr std::uintptr_t address = 0x7f0012345000;
constexpr std::uint64_t distance = 0x10d0000000 - address;  // below zero
constexpr std::uintptr_t as_far_as_the_index_tells = std::uintptr_t{1} << 28;
constexpr std::uint64_t one = std::uint64_t{1} << Generations::upper_shift;
constexpr std::uint64_t seventh = 7 * one + 5;

bool answers(const Entry& entry, std::uintptr_t at, std::uint64_t generation) {
  std::uint64_t found = distance;
  const bool answered = entry.read(Key(at, generation), found);
  EXPECT_TRUE(!answered || found == distance);
  return answered;
}

TEST(Entry, AnswersForItsAddressInItsGeneration) {
  Entry entry;
  entry.write(Key(address, seventh), distance);

  EXPECT_TRUE(answers(entry, address, seventh));
  EXPECT_FALSE(answers(entry, address, seventh + one));
  EXPECT_FALSE(answers(entry, address, seventh + 1));
  EXPECT_FALSE(answers(entry, address, seventh - 1));
  EXPECT_FALSE(answers(entry, address + as_far_as_the_index_tells, seventh));
  EXPECT_FALSE(answers(entry, address | std::uintptr_t{1} << 63, seventh));
}

TEST(Entry, EmptyAnswersForNothing) {
  const Entry entry;
  EXPECT_FALSE(answers(entry, 0, Generations::first));
  EXPECT_FALSE(answers(entry, address, Generations::first));
}

TEST(Entry, ANewAnswerReplacesTheOld) {
  Entry entry;
  entry.write(Key(address, seventh), distance + 4096);
  entry.write(Key(address, seventh + one), distance);
  EXPECT_TRUE(answers(entry, address, seventh + one));
  EXPECT_FALSE(answers(entry, address, seventh));
}

TEST(Entry, NoneAnswersForARetiredRegion) {
  const Entry empty;
  EXPECT_FALSE(answers(empty, 0, Generations::retired));
  Entry entry;
  entry.write(Key(0, seventh), distance);
  EXPECT_FALSE(answers(entry, 0, Generations::retired));
}

}  // namespace
}  // namespace mapproof::offset_cache
