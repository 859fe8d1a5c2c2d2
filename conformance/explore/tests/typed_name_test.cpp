// Names of typed memory alone: what the subject is given, which memory it is, and what must be refused.
// SPDX-License-Identifier: Apache-2.0
#include "explore/reference/typed_name.hpp"

#include <gmock/gmock.h>

namespace mapproof::explore {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::uint64_t page = 0x1000;

class TypedNameTest : public testing::Test {
 protected:
  TypedName read(std::string_view words) const { return read_typed_name(words, pools).value(); }
  Known holds(std::string_view words, std::uint64_t physical, std::uint64_t length = page) const {
    return read(words).memory.holds(physical, length, page);
  }

  // All of it, the lower part, and the upper part.
  const std::vector<mapproof_typed_pool> pools{
      {"/ram", 0x10000, 0x8ffff}, {"/ram/low", 0x10000, 0x4ffff}, {"/ram/high", 0x50000, 0x8ffff}};
};

TEST_F(TypedNameTest, WordsBecomeNames) {
  EXPECT_EQ(read("pool1").text, "/ram/low");
  EXPECT_EQ(read("end1").text, "low");
  EXPECT_EQ(read("slash_end1").text, "/low");
  EXPECT_EQ(read("part1").text, "ow");
  EXPECT_EQ(read("longer1").text, "/ram/lowx");
  EXPECT_EQ(read("pool1|pool2&pool1").text, "/ram/low|/ram/high&/ram/low");
}

TEST_F(TypedNameTest, ObjectThatIsNotThereHasNoName) {
  EXPECT_FALSE(read_typed_name("pool3", pools).has_value());
  EXPECT_FALSE(read_typed_name("pool", pools).has_value());
  EXPECT_FALSE(is_typed_name("pool0|nonsense"));
}

TEST_F(TypedNameTest, FaultsAreNamed) {
  EXPECT_THAT(read("no_object").faults, ElementsAre(NameFault::unknown));
  EXPECT_THAT(read("longer1").faults, ElementsAre(NameFault::unknown));
  EXPECT_THAT(read("long_name").faults, ElementsAre(NameFault::too_long));
  EXPECT_THAT(read("slash_end1").faults, ElementsAre(NameFault::wrong_form));
  EXPECT_THAT(read("part1").faults, ElementsAre(NameFault::wrong_form));
  EXPECT_THAT(read("pool0|").faults, ElementsAre(NameFault::empty_segment));
  EXPECT_THAT(read("|pool0").faults, ElementsAre(NameFault::empty_segment));
  EXPECT_THAT(read("pool1&pool2").faults, ElementsAre(NameFault::empty_memory));
}

TEST_F(TypedNameTest, WholeNamesEndsAndUnionsAreSound) {
  for (const char* const words : {"pool0", "end1", "pool1|pool2", "pool1&pool1"}) {
    EXPECT_THAT(read(words).faults, IsEmpty()) << words;
    EXPECT_FALSE(read(words).doubtful) << words;
  }
}

TEST_F(TypedNameTest, WhatOverlapsOrWasEmptyIsLeftOpen) {
  // In between an object's first and last byte there may be gaps.
  EXPECT_TRUE(read("pool0&pool1").doubtful);
  EXPECT_TRUE(read("pool1&pool2|pool0").doubtful);
}

TEST_F(TypedNameTest, OnlyTheEndsOfAnObjectSurelyBelongToIt) {
  EXPECT_EQ(holds("pool1", 0x10000), Known::yes);
  EXPECT_EQ(holds("pool1", 0x4f000), Known::yes);
  EXPECT_EQ(holds("pool1", 0x20000), Known::maybe);
  EXPECT_EQ(holds("pool1", 0x10000, 2 * page), Known::maybe);
}

TEST_F(TypedNameTest, WhatLiesBesideAnObjectSurelyDoesNot) {
  EXPECT_EQ(holds("pool2", 0x4f000), Known::no);
  EXPECT_EQ(holds("pool1", 0x4f000, 2 * page), Known::no);
  EXPECT_EQ(holds("pool1", ~std::uint64_t{0} - page + 1, 2 * page), Known::no);
}

TEST_F(TypedNameTest, SignsAreAppliedFromLeftToRight) {
  EXPECT_EQ(holds("pool2|pool1&pool1", 0x50000), Known::no);
  EXPECT_EQ(holds("pool2|pool1&pool1", 0x10000), Known::yes);
  EXPECT_EQ(holds("pool2|pool1", 0x50000), Known::yes);
}

}  // namespace
}  // namespace mapproof::explore
