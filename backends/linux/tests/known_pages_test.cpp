// The tree of known pages against a plain map of pages.
// SPDX-License-Identifier: Apache-2.0
#include "known_pages.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace mapproof::lnx {
namespace {

constexpr unsigned shift = 12;
constexpr std::uintptr_t highest = (std::uintptr_t{1} << 47) - 1;

KnownPages::Found find_page(const KnownPages& known, std::uintptr_t page) { return known.find(page << shift); }

TEST(KnownPages, RandomHistoryMatchesAPlainMap) {
  KnownPages known(shift, highest);
  std::map<std::uintptr_t, std::uint64_t> plain;
  std::mt19937 random(47);
  const std::uintptr_t start = (std::uintptr_t{0x7f12} << 20) + 77;
  constexpr std::uintptr_t span = 4000;
  for (int step = 0; step < 3000; ++step) {
    const std::uintptr_t first = start + random() % span;
    const PageRange range{first, first + 1 + random() % (step % 5 == 0 ? 2000 : 20)};
    if (random() % 2 == 0) {
      const std::uint64_t physical = std::uint64_t{random()} << shift;
      ASSERT_TRUE(known.reserve(range));
      known.set_device(range, physical);
      for (std::uintptr_t page = range.first; page < range.end; ++page)
        plain[page] = physical + ((page - first) << shift);
    } else {
      ASSERT_TRUE(known.reserve_clear(range));
      known.clear(range);
      plain.erase(plain.lower_bound(range.first), plain.lower_bound(range.end));
    }
  }
  for (std::uintptr_t page = start - 10; page < start + span + 2010; ++page) {
    const KnownPages::Found found = find_page(known, page);
    const auto expected = plain.find(page);
    ASSERT_EQ(found.kind == KnownPages::Kind::device, expected != plain.end()) << page;
    ASSERT_EQ(found.physical, expected != plain.end() ? expected->second : 0) << page;
    ASSERT_GT(found.end, page);
  }
}

TEST(KnownPages, LargeRangeIsCheapInMemory) {
  KnownPages known(shift, highest);
  const PageRange range{7, 7 + (std::uintptr_t{1} << 26)};  // 256 GiB
  ASSERT_TRUE(known.reserve(range));
  known.set_device(range, 0);

  EXPECT_EQ(find_page(known, range.end - 1).physical, (range.end - 1 - range.first) << shift);
  EXPECT_EQ(find_page(known, range.end).kind, KnownPages::Kind::nothing);
}

TEST(KnownPages, ReserveSaysWhenItsMemoryIsUsedUp) {
  KnownPages known(shift, highest);
  bool room = true;
  for (std::uintptr_t i = 0; room && i < 1000; ++i) room = known.reserve({i << 22, (i << 22) + 1});

  EXPECT_FALSE(room);
}

TEST(KnownPages, MappingTheSamePlaceAgainAndAgainNeedsNoMoreMemory) {
  KnownPages known(shift, highest);
  const PageRange whole{512, 1024}, part{700, 701};
  bool room = true;
  for (int time = 0; room && time < 1'000'000; ++time) {
    room = known.reserve(whole);
    known.set_device(whole, 0x1000);
    room = room && known.reserve_clear(part);
    known.clear(part);
  }

  EXPECT_TRUE(room);
  EXPECT_EQ(find_page(known, 700).kind, KnownPages::Kind::nothing);
  EXPECT_EQ(find_page(known, 701).physical, 0x1000u + ((701u - 512u) << shift));
}

TEST(KnownPages, AddressesThatNoProcessHasAreUnknown) {
  const KnownPages known(shift, highest);

  EXPECT_EQ(known.find(UINTPTR_MAX).kind, KnownPages::Kind::nothing);
}

}  // namespace
}  // namespace mapproof::lnx
