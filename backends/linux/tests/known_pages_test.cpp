// The tree of known pages against a plain map of pages.
// SPDX-License-Identifier: Apache-2.0
#include "linux/pages/known_pages.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace mapproof::lnx {
namespace {

constexpr unsigned shift = 12;
constexpr std::uintptr_t highest = (std::uintptr_t{1} << 47) - 1;
constexpr std::uintptr_t pages_of_block = std::uintptr_t{1} << 14;  // told by one word until it must be split

KnownPages::Found find_page(const KnownPages& known, std::uintptr_t page) { return known.find(page << shift); }

struct Page {
  PageKind kind = PageKind::nothing;
  std::uint64_t physical = 0;
};

// What the tree should say, page by page.
class Plain {
 public:
  void set(PageRange range, PageKind kind, std::uint64_t physical) {
    for (std::uintptr_t page = range.first; page < range.end; ++page) {
      pages_[page] = {kind, kind == PageKind::device ? physical + ((page - range.first) << shift) : 0};
    }
  }
  void clear(PageRange range) { pages_.erase(pages_.lower_bound(range.first), pages_.lower_bound(range.end)); }

  void expect_same(const KnownPages& known, PageRange range) const {
    for (std::uintptr_t page = range.first; page < range.end;) {
      const KnownPages::Found found = find_page(known, page);
      ASSERT_GT(found.end, page);
      for (const std::uintptr_t first = page; page < std::min(found.end, range.end); ++page) {
        const auto entry = pages_.find(page);
        const Page expected = entry == pages_.end() ? Page{} : entry->second;
        const bool is_device = found.kind == PageKind::device;
        ASSERT_EQ(found.kind, expected.kind) << page;
        ASSERT_EQ(is_device ? found.physical + ((page - first) << shift) : 0, expected.physical) << page;
      }
    }
  }

 private:
  std::map<std::uintptr_t, Page> pages_;
};

// Histories of ranges up to `longest` pages, over borders of all sizes, with frames from `frame` on.
struct History {
  const char* name;
  std::uintptr_t longest;
  std::uint64_t frame;
};

class RandomHistory : public testing::TestWithParam<History> {};

TEST_P(RandomHistory, MatchesAPlainMap) {
  constexpr std::uintptr_t start = (std::uintptr_t{0x7f12} << 20) + 77, span = 3 * pages_of_block;
  KnownPages known(shift, highest);
  Plain plain;
  std::mt19937_64 random(47);
  for (int step = 0; step < 400; ++step) {
    const std::uintptr_t first = start + random() % span;
    const PageRange range{first, first + 1 + random() % (step % 5 == 0 ? GetParam().longest : 20)};
    const auto kind = static_cast<PageKind>(random() % 3);
    const std::uint64_t physical = (GetParam().frame + random() % 100'000) << shift;
    if (random() % 4 == 0) {
      ASSERT_TRUE(known.reserve(range));
    }
    switch (kind) {
      case PageKind::device:
        ASSERT_TRUE(known.set_device(range, physical));
        break;
      case PageKind::lazy:
        ASSERT_TRUE(known.set_lazy(range));
        break;
      case PageKind::nothing:
        ASSERT_TRUE(known.clear(range));
        break;
    }
    kind == PageKind::nothing ? plain.clear(range) : plain.set(range, kind, physical);
    if (step % 20 != 0) continue;
    ASSERT_NO_FATAL_FAILURE(plain.expect_same(known, {start - 40, start + 2 * span}));
  }
  plain.expect_same(known, {start - 40, start + 2 * span});
}

INSTANTIATE_TEST_SUITE_P(KnownPages, RandomHistory,
                         testing::Values(History{"Short", 100, 0}, History{"OverUnits", 2000, 0x100000},
                                         History{"OverBlocks", 40'000, 0x100000},
                                         // Where a block's word, or a unit's, has too few bits for the frame.
                                         History{"Above32TiB", 40'000, (std::uint64_t{1} << 33) - 50'000},
                                         History{"Above32PiB", 2000, (std::uint64_t{1} << 43) - 50'000}),
                         [](const auto& named) { return std::string(named.param.name); });

TEST(KnownPages, LargeRangeIsCheapInMemory) {
  KnownPages known(shift, highest);
  const PageRange range{7, 7 + (std::uintptr_t{1} << 26)};  // 256 GiB
  ASSERT_TRUE(known.set_device(range, 0));

  EXPECT_EQ(find_page(known, range.end - 1).physical, (range.end - 1 - range.first) << shift);
  EXPECT_EQ(find_page(known, range.end).kind, PageKind::nothing);
}

TEST(KnownPages, MappingTheSamePlaceAgainAndAgainNeedsNoMoreMemory) {
  KnownPages known(shift, highest);
  const PageRange whole{512, 1024}, part{700, 701};
  bool room = true;
  for (int time = 0; room && time < 300'000; ++time) {
    room = known.set_device(whole, 0x1000) && known.clear(part);
  }

  EXPECT_TRUE(room);
  EXPECT_EQ(find_page(known, 700).kind, PageKind::nothing);
  EXPECT_EQ(find_page(known, 701).physical, 0x1000u + ((701u - 512u) << shift));
}

// Uses the tree's memory up, with two separate pages in each unit. Returns the first page of a unit without a node, in
// which one page is known.
std::uintptr_t use_up(KnownPages& known) {
  for (std::uintptr_t page = 0;; page += 512) {
    if (!known.set_device({page, page + 1}, page << shift)) return 0;
    if (!known.set_device({page + 64, page + 65}, page << shift)) return page;
  }
}

TEST(KnownPages, WithoutMemoryNothingIsKnownOfTheNewAndAllOfTheOld) {
  KnownPages known(shift, highest);
  const std::uintptr_t page = use_up(known);
  ASSERT_NE(page, 0u);

  EXPECT_EQ(find_page(known, page).physical, page << shift);
  EXPECT_EQ(find_page(known, page + 64).kind, PageKind::nothing);
  EXPECT_FALSE(known.reserve({page + 64, page + 65}));
  EXPECT_TRUE(known.clear({page, page + 1}));
}

TEST(KnownPages, WithoutMemoryARangeOverABorderIsTakenBack) {
  KnownPages known(shift, highest);
  const std::uintptr_t page = use_up(known);
  ASSERT_NE(page, 0u);
  // Its first part finds room in the unit before, whose node is there; its second part would need one.
  ASSERT_TRUE(known.clear({page, page + 1}));
  ASSERT_TRUE(known.set_device({page + 300, page + 301}, 0x5000));
  const PageRange over_border{page - 40, page + 40};

  EXPECT_FALSE(known.set_device(over_border, 0));
  EXPECT_EQ(find_page(known, over_border.first).kind, PageKind::nothing);
  EXPECT_EQ(find_page(known, page + 300).physical, 0x5000u);
}

TEST(KnownPages, WithoutMemoryAHoleIsRefusedAndNothingForgotten) {
  KnownPages known(shift, highest);
  const std::uintptr_t page = (std::uintptr_t{1} << 34);
  ASSERT_TRUE(known.set_device({page, page + 512}, 0x1000));
  use_up(known);

  EXPECT_FALSE(known.clear({page + 100, page + 101}));
  EXPECT_EQ(find_page(known, page + 100).physical, 0x1000u + (100u << shift));
  EXPECT_TRUE(known.clear({page + 100, page + 512}));
  EXPECT_EQ(find_page(known, page + 99).physical, 0x1000u + (99u << shift));
  EXPECT_EQ(find_page(known, page + 100).kind, PageKind::nothing);
}

TEST(KnownPages, AfterReserveASetNeedsNoMemory) {
  KnownPages known(shift, highest);
  const PageRange range{(std::uintptr_t{1} << 34) + 3, (std::uintptr_t{1} << 34) + 40'001};
  ASSERT_TRUE(known.reserve(range));
  use_up(known);

  EXPECT_TRUE(known.set_device(range, 0));
  EXPECT_EQ(find_page(known, range.end - 1).physical, (range.end - 1 - range.first) << shift);
}

// The threads' pages lie between each other, in the same words, and each thread sees its own as if it were alone.
TEST(KnownPages, ThreadsWithPagesInTheSameSlotsDoNotDisturbEachOther) {
  constexpr unsigned count = 4;
  constexpr std::uintptr_t stripe = 24, stripes = 800, start = std::uintptr_t{1} << 30;
  KnownPages known(shift, highest);
  std::vector<std::thread> threads;
  for (unsigned thread = 0; thread < count; ++thread) {
    threads.emplace_back([&known, thread] {
      std::mt19937 random(thread);
      for (int step = 0; step < 20'000; ++step) {
        const std::uintptr_t own = start + (random() % stripes * count + thread) * stripe;
        const std::uintptr_t first = own + random() % stripe;
        const PageRange range{first, first + 1 + random() % (own + stripe - first)};
        const std::uint64_t physical = std::uint64_t{random()} << shift;
        ASSERT_TRUE(known.set_device(range, physical));
        ASSERT_EQ(find_page(known, range.end - 1).physical, physical + ((range.end - 1 - first) << shift));
        ASSERT_TRUE(known.clear(range));
        ASSERT_EQ(find_page(known, first).kind, PageKind::nothing);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(KnownPages, AddressesThatNoProcessHasAreUnknown) {
  const KnownPages known(shift, highest);

  EXPECT_EQ(known.find(UINTPTR_MAX).kind, PageKind::nothing);
}

}  // namespace
}  // namespace mapproof::lnx
