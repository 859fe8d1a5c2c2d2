// mmap_device_memory() and its unmap, on a stand-in device.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cerrno>

#include "bar_test.hpp"

namespace mapproof::lnx {
namespace {

using MapTest = BarTest;

TEST_F(MapTest, EachMisuseLeavesItsErrno) {
  void* const top = reinterpret_cast<void*>(facts().highest_address + 1);
  void* const bottom = nullptr;
  char* const place = map_pages(0, 2);
  const auto error = [&](mapproof_map_request request) { return map(request).error; };

  EXPECT_EQ(error({nullptr, 0, base, 1, 0, 0, 0}), EINVAL);
  EXPECT_EQ(error({nullptr, 1, base, 1, 0, 0x1000, 0}), EINVAL);
  EXPECT_EQ(error({nullptr, 1, base, 1, 0, 0, 0x10000000}), EINVAL);
  EXPECT_EQ(error({nullptr, 1, base, 1, MAPPROOF_MAP_STACK, 0, 0}), EINVAL);
  EXPECT_EQ(error({nullptr, 1, base - 1, 1, 0, 0, 0}), ENXIO);
  EXPECT_EQ(error({nullptr, 0x10001, base, 1, 0, 0, 0}), ENXIO);
  EXPECT_EQ(error({nullptr, 2, UINT64_MAX, 1, 0, 0, 0}), ENXIO);
  EXPECT_EQ(error({nullptr, SIZE_MAX, base, 1, 0, 0, 0}), ENOMEM);
  EXPECT_EQ(error({place + 1, 1, base, 1, MAPPROOF_MAP_FIXED, 0, 0}), ENXIO);
  EXPECT_EQ(error({top, page(), base, 1, MAPPROOF_MAP_FIXED, 0, 0}), ENOMEM);
  EXPECT_EQ(error({bottom, page(), base, 1, MAPPROOF_MAP_FIXED, 0, 0}), ENOMEM);
  EXPECT_EQ(error({nullptr, 1, base, MAPPROOF_PROT_READ, MAPPROOF_MAP_NOCACHE | MAPPROOF_MAP_LAZY, 0, 0}), 0);
  EXPECT_EQ(run_of(place), 2 * page());
}

TEST_F(MapTest, WithoutPermissionToWriteAStoreCannotBeMapped) {
  open("pci:0000:00:04.0/2", false, stand_in().paths());

  EXPECT_EQ(map({nullptr, page(), base, read_write, 0, 0, 0}).error, EPERM);
  EXPECT_EQ(map({nullptr, page(), base, MAPPROOF_PROT_READ, 0, 0, 0}).error, 0);
}

TEST_F(MapTest, UnalignedPhysicalKeepsItsPlaceInThePage) {
  const mapproof_address_outcome two = map({nullptr, 2, base + page() - 1, read_write, 0, 0, 0});
  ASSERT_EQ(two.error, 0);
  char* const bytes = static_cast<char*>(two.value);
  bytes[0] = 'a';
  bytes[1] = 'b';

  const char* const whole = map_pages(0, 2);

  EXPECT_EQ(whole[page() - 1], 'a');
  EXPECT_EQ(whole[page()], 'b');
  EXPECT_EQ(offset_of(bytes), base + page() - 1);
  EXPECT_EQ(run_of(bytes), page() + 1);
  EXPECT_EQ(unmap(bytes, 2), 0);
  EXPECT_EQ(offset_of(bytes), 0u);
}

TEST_F(MapTest, TableFollowsPartialUnmapAndReplacement) {
  char* const place = map_pages(0, 8);
  EXPECT_EQ(run_of(place), 8 * page());

  EXPECT_EQ(unmap(place + 3 * page() + 5, 1), 0);
  map_pages(12, 2, place + 5 * page());

  EXPECT_EQ(run_of(place + 10), 3 * page() - 10);
  EXPECT_EQ(offset_of(place + 3 * page()), 0u);
  EXPECT_EQ(run_of(place + 4 * page()), page());
  EXPECT_EQ(offset_of(place + 6 * page()), base + 13 * page());
  EXPECT_EQ(run_of(place + 5 * page()), 2 * page());
  EXPECT_EQ(offset_of(place + 7 * page()), base + 7 * page());
}

TEST_F(MapTest, PlainUnmapAndFlagsAreTheSameCall) {
  char* const place = map_pages(0, 2);
  const mapproof_unmap_request first{place, page(), 0, 0};
  const mapproof_unmap_request second{place + page(), page(), 4, 0};

  EXPECT_EQ(table().munmap(handle(), &first).value, 0);
  EXPECT_EQ(table().munmap_flags(handle(), &second).error, EINVAL);

  EXPECT_EQ(offset_of(place), 0u);
  EXPECT_EQ(offset_of(place + page()), base + page());
}

TEST_F(MapTest, UnmapRefusesWhatLiesOutside) {
  char* const top = reinterpret_cast<char*>(facts().highest_address + 1);

  EXPECT_EQ(unmap(top - page(), 4 * page()), EINVAL);
  EXPECT_EQ(unmap(top - page(), SIZE_MAX), EINVAL);
  EXPECT_EQ(unmap(nullptr, page()), EINVAL);
  EXPECT_EQ(unmap(map_pages(0, 1), 0), EINVAL);
}

TEST_F(MapTest, AnonymousMappingInItsPlaceIsNoDevice) {
  char* const place = map_pages(0, 1);
  const mapproof_mmap_request request{
      place, page(),        0, read_write, MAPPROOF_MAP_PRIVATE | MAPPROOF_MAP_ANON | MAPPROOF_MAP_FIXED, 0,
      0,     MAPPROOF_NOFD, 0};

  EXPECT_EQ(table().mmap(handle(), &request).value, place);

  EXPECT_EQ(offset_of(place), 0u);
}

TEST_F(MapTest, PlaceThatWasRefusedIsADeviceStill) {
  char* const place = map_pages(0, 1);
  const std::uint64_t before = offset_of(place);
  constexpr int closed = 99999;
  const mapproof_mmap_request request{place, page(), 0, MAPPROOF_PROT_READ, MAPPROOF_MAP_SHARED | MAPPROOF_MAP_FIXED, 0,
                                      0,     closed, 0};

  EXPECT_EQ(table().mmap(handle(), &request).error, EBADF);

  EXPECT_EQ(offset_of(place), before);
  EXPECT_NE(before, 0u);
}

TEST_F(MapTest, PhysicalMmapIsADeviceMapping) {
  mapproof_mmap_request request{nullptr, page(), base,          read_write, MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PHYS,
                                0,       0,      MAPPROOF_NOFD, 0};
  EXPECT_EQ(offset_of(table().mmap(handle(), &request).value), base);

  request.fd = 0;
  EXPECT_EQ(table().mmap(handle(), &request).error, EINVAL);
  request.fd = MAPPROOF_NOFD;
  request.flags = MAPPROOF_MAP_PHYS;
  EXPECT_EQ(table().mmap(handle(), &request).error, EINVAL);
}

}  // namespace
}  // namespace mapproof::lnx
