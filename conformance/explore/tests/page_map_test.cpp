// The reference alone: ranges of pages, and what frames hold.
// SPDX-License-Identifier: Apache-2.0
#include "explore/reference/page_map.hpp"

#include <gmock/gmock.h>

namespace mapproof::explore {
namespace {

using testing::ElementsAre;

constexpr std::uint64_t page = 0x1000;

class PageMapTest : public testing::Test {
 protected:
  void map(std::uint64_t first, std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) {
      Page entry;
      entry.frame = 0xd0000000 + i * page;
      pages.set(first + i * page, entry);
    }
  }
  PageMap pages{page};
};

TEST_F(PageMapTest, RangeTouchesEveryPageThatItHasAByteOf) {
  EXPECT_EQ(pages.count(0x1000, 1), 1u);
  EXPECT_EQ(pages.count(0x1fff, 2), 2u);
  EXPECT_EQ(pages.count(0x1000, 0x1001), 2u);
}

TEST_F(PageMapTest, EmptyRangeAndRangeThatWrapsTouchNothing) {
  EXPECT_EQ(pages.count(0x1000, 0), 0u);
  EXPECT_EQ(pages.count(~std::uint64_t{0}, 2), 0u);
  EXPECT_EQ(pages.count(~std::uint64_t{0}, 1), 1u);
}

TEST_F(PageMapTest, RemovingTheMiddleLeavesBothRests) {
  map(0x10000, 3);

  pages.remove(0x11008, 1);

  EXPECT_THAT(pages.mapped_in(0x10000, 3 * page), ElementsAre(0x10000, 0x12000));
  EXPECT_FALSE(pages.whole(0x10000, 3 * page));
  EXPECT_EQ(pages.find(0x12fff)->frame, 0xd0002000u);
}

TEST_F(PageMapTest, HoleIsEmptyAndNeighboursAreNot) {
  map(0x10000, 1);

  EXPECT_TRUE(pages.empty(0x11000, page));
  EXPECT_FALSE(pages.empty(0x10fff, 2));
  EXPECT_EQ(pages.find(0x11000), nullptr);
}

TEST(ContentsTest, WordsGoWithTheirFrame) {
  Contents contents;
  contents.set_word(1, 8, 0x55);

  contents.move(1, 2);

  EXPECT_EQ(contents.word(2, 8), 0x55u);
  EXPECT_FALSE(contents.word(1, 8).has_value());
}

}  // namespace
}  // namespace mapproof::explore
