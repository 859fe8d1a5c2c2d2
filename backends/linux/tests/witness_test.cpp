// What Linux itself says of a mapping: where it lies, how it is cached, and what the bare calls do.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "bar_test.hpp"

namespace mapproof::lnx {
namespace {

using WitnessTest = BarTest;

TEST_F(WitnessTest, WitnessesSeeTheMappingAsTheKernelDoes) {
  char* const place = map_pages(2, 3);
  EXPECT_EQ(witness(place + page() + 7), base + 3 * page() + 7);
  std::vector<mapproof_mapping> entries(1000);
  std::size_t count = 0;

  ASSERT_EQ(table().mappings(handle(), entries.data(), entries.size(), &count).error, 0);

  int found = 0;
  for (std::size_t i = 0; i < std::min(count, entries.size()); ++i) {
    if (entries[i].physical == UINT64_MAX) continue;
    ++found;
    EXPECT_EQ(entries[i].address, reinterpret_cast<std::uintptr_t>(place));
    EXPECT_EQ(entries[i].length, 3 * page());
    EXPECT_EQ(entries[i].physical, base + 2 * page());
    EXPECT_EQ(entries[i].protection, read_write);
  }
  EXPECT_EQ(found, 1);
}

TEST_F(WitnessTest, CachingComesFromTheKernelsList) {
  char* const place = map_pages(0, 2);
  std::uint32_t caching = 0;
  EXPECT_EQ(table().caching_of(handle(), place, &caching).error, ENOTSUP);

  stand_in().write(stand_in().memtypes(),
                   "PAT memtype list:\nPAT: [mem 0x00000000bffe0000-0x00000000bffe1000] write-back\n"
                   "PAT: [mem 0x00000000fe000000-0x00000000fe001000] uncached-minus\n"
                   "write-combining @ 0xfe001000-0xfe002000\n");

  EXPECT_EQ(table().caching_of(handle(), place, &caching).error, 0);
  EXPECT_EQ(caching, MAPPROOF_UNCACHED);
  EXPECT_EQ(table().caching_of(handle(), place + page(), &caching).error, 0);
  EXPECT_EQ(caching, MAPPROOF_WRITE_COMBINING);
}

TEST_F(WitnessTest, FloorMapsTheSamePages) {
  const mapproof_map_request request{nullptr, page(), base + page(), read_write, 0, 0, 0};
  map_pages(1, 1)[9] = 'x';

  const mapproof_address_outcome floor = table().floor_map(handle(), &request);

  ASSERT_EQ(floor.error, 0);
  EXPECT_EQ(static_cast<char*>(floor.value)[9], 'x');
  const mapproof_unmap_request end{floor.value, page(), 0, 0};
  EXPECT_EQ(table().floor_unmap(handle(), &end).value, 0);
}

TEST_F(WitnessTest, FloorReplacesWhatLiesAtAFixedAddress) {
  char* const place = map_pages(0, 1);
  map_pages(1, 1)[9] = 'y';
  const mapproof_map_request request{place, page(), base + page(), read_write, MAPPROOF_MAP_FIXED, 0, 0};

  const mapproof_address_outcome floor = table().floor_map(handle(), &request);

  ASSERT_EQ(floor.error, 0);
  EXPECT_EQ(floor.value, place);
  EXPECT_EQ(place[9], 'y');
}

TEST_F(WitnessTest, FactsTellWhichTypeEachWindowReallyGot) {
  EXPECT_EQ(note("caching.0000:00:04.0/2"), "");
  stand_in().write(stand_in().memtypes(), "PAT: [mem 0xfe00f000-0xfe010000] uncached-minus\n");
  SetUp();
  EXPECT_EQ(note("caching.0000:00:04.0/2"), "with PROT_NOCACHE uncached, without it uncached");

  stand_in().write(stand_in().memtypes(), "PAT: [mem 0xfe00f000-0xfe010000] write-combining\n");
  SetUp();
  EXPECT_EQ(note("caching.0000:00:04.0/2"),
            "with PROT_NOCACHE write-combining (the kernel gave it in place of uncached), without it write-combining "
            "(the kernel gave it in place of uncached)");
}

}  // namespace
}  // namespace mapproof::lnx
