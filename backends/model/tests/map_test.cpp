// mmap_device_memory(): what is granted, and every refusal.
// SPDX-License-Identifier: Apache-2.0
#include "model_test.hpp"

namespace mapproof::model_tests {
namespace {

using MapTest = ModelTest;

TEST_F(MapTest, TwoMappingsOfOneRangeShowTheSameBytes) {
  char* const first = mapped(low(), 2 * page);
  char* const second = mapped(low(), 2 * page);

  first[page + 5] = 'x';

  EXPECT_NE(first, second);
  EXPECT_EQ(second[page + 5], 'x');
}

TEST_F(MapTest, HighWindowIsNotAnAliasOfTheLowOne) {
  char* const below = mapped(low(), page);
  char* const above = mapped(window("high").physical, page);

  below[0] = 'b';
  above[0] = 'a';

  EXPECT_EQ(below[0], 'b');
}

TEST_F(MapTest, LastByteOfThePhysicalSpaceCanBeMapped) {
  const mapproof_window& top = window("top");
  ASSERT_EQ(top.physical + top.length - 1, facts->highest_physical);

  EXPECT_NE(mapped(top.physical + top.length - page, page), nullptr);
  EXPECT_EQ(map_error({.length = 2 * page, .physical = top.physical + top.length - page, .protection = read_only}),
            ENXIO);
}

TEST_F(MapTest, UnalignedPhysicalKeepsItsPlaceInThePage) {
  const mapproof_window& odd = window("odd");
  char* const whole = mapped(odd.physical, odd.length);
  char* const one = mapped(odd.physical + 1, 1);

  whole[1] = 'o';

  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(whole) % page, odd.physical % page);
  EXPECT_EQ(one[0], 'o');
}

TEST_F(MapTest, ShortRequestAcrossAPageBoundaryMapsBothPages) {
  char* const bytes = mapped(low() + page - 1, 2);

  bytes[1] = 'b';

  EXPECT_EQ(mapped(low() + page, 1)[0], 'b');
}

TEST_F(MapTest, ProtectionIsEnforcedByTheMachine) {
  char* const readable = mapped(low(), page, read_only);
  char* const closed = mapped(low(), page, MAPPROOF_PROT_NONE);

  EXPECT_EQ(signal_of([=] { static_cast<volatile char*>(readable)[0] = 1; }), SIGSEGV);
  EXPECT_EQ(signal_of([=] { (void)static_cast<volatile char*>(closed)[0]; }), SIGSEGV);
  EXPECT_EQ(signal_of([=] { (void)static_cast<volatile char*>(readable)[0]; }), 0);
}

TEST_F(MapTest, SharingTypeIsForcedToShared) {
  for (const std::uint32_t flags :
       {0u, MAPPROOF_MAP_SHARED, MAPPROOF_MAP_PRIVATE, MAPPROOF_MAP_PHYS, MAPPROOF_MAP_LAZY}) {
    const mapproof_address_outcome made =
        map({.length = page, .physical = low(), .protection = read_write, .flags = flags});
    ASSERT_EQ(made.error, 0) << flags;
    static_cast<char*>(made.value)[0] = 's';
    EXPECT_EQ(mapped(low(), page)[0], 's');
  }
}

TEST_F(MapTest, CachingFollowsTheWindowAndNocache) {
  const mapproof_window& high = window("high");
  char* const without = mapped(high.physical, page);
  char* const with = mapped(high.physical, page, read_write | MAPPROOF_PROT_NOCACHE);
  const mapproof_address_outcome by_flag =
      map({.length = page, .physical = high.physical, .protection = read_write, .raw_flags = 0x800});
  const auto caching = [&](const void* address) {
    std::uint32_t value = MAPPROOF_CACHING_UNKNOWN;
    table->caching_of(session, address, &value);
    return value;
  };

  EXPECT_EQ(caching(without), high.without_nocache);
  EXPECT_EQ(caching(with), high.with_nocache);
  EXPECT_EQ(caching(by_flag.value), high.with_nocache);
}

TEST_F(MapTest, InvalidFlagBitsAreEinval) {
  for (std::uint32_t bit = 1; bit != 0; bit <<= 1) {
    if ((facts->invalid_flags & bit) == 0) continue;
    EXPECT_EQ(map_error({.length = page, .physical = low(), .protection = read_only, .raw_flags = bit}), EINVAL) << bit;
  }
  EXPECT_EQ(map_error({.length = page, .physical = low(), .raw_flags = 0x8}), EINVAL);  // no such type
  EXPECT_EQ(map_error({.length = page, .physical = low(), .flags = MAPPROOF_MAP_STACK}), EINVAL);
}

TEST_F(MapTest, InvalidProtectionBitsAreEinval) {
  for (std::uint32_t bit = 1; bit != 0; bit <<= 1) {
    const int expected = (facts->invalid_protection & bit) != 0 ? EINVAL : 0;
    EXPECT_EQ(map_error({.length = page, .physical = low(), .raw_protection = bit}), expected) << bit;
  }
}

TEST_F(MapTest, ZeroLengthIsEinval) { EXPECT_EQ(map_error({.length = 0, .physical = low()}), EINVAL); }

TEST_F(MapTest, LengthThatWrapsWhenRoundedIsEnomem) {
  EXPECT_EQ(map_error({.length = SIZE_MAX, .physical = low()}), ENOMEM);
  EXPECT_EQ(map_error({.length = SIZE_MAX - page + 1, .physical = low() + 1}), ENOMEM);
}

TEST_F(MapTest, RangeThatTheMachineLacksIsEnxio) {
  const mapproof_window& readonly = window("readonly");
  EXPECT_EQ(map_error({.length = page, .physical = 0}), ENXIO);
  EXPECT_EQ(map_error({.length = page, .physical = low() - page}), ENXIO);
  EXPECT_EQ(map_error({.length = 2 * page, .physical = low() + window("low").length - page}), ENXIO);
  EXPECT_EQ(map_error({.length = page, .physical = facts->highest_physical + 1}), ENXIO);
  EXPECT_EQ(map_error({.length = 2 * page, .physical = UINT64_MAX - page + 1}), ENXIO);
  EXPECT_EQ(map_error({.length = page, .physical = readonly.physical, .protection = read_write}), ENXIO);
  EXPECT_EQ(map_error({.length = page, .physical = readonly.physical, .protection = read_only}), 0);
}

TEST_F(MapTest, PrivilegesAreEperm) {
  const Map executable{.length = page, .physical = low(), .protection = MAPPROOF_PROT_EXEC};
  EXPECT_EQ(map_error(executable), 0);
  provoke(MAPPROOF_WITHOUT_EXEC_PRIVILEGE);
  EXPECT_EQ(map_error(executable), EPERM);
  EXPECT_EQ(map_error({.length = page, .physical = low()}), 0);

  provoke(MAPPROOF_WITHOUT_MAP_PRIVILEGE);
  EXPECT_EQ(map_error({.length = page, .physical = low()}), EPERM);
  EXPECT_EQ(map_error({.length = page, .physical = 0}), EPERM);
  EXPECT_EQ(map_error({.length = 0, .physical = low()}), EINVAL);
  provoke(MAPPROOF_WITHOUT_MAP_PRIVILEGE, 0, false);
  EXPECT_EQ(map_error({.length = page, .physical = low()}), 0);
}

TEST_F(MapTest, DeniedRangeIsTheFirstWindowsLastPage) {
  const mapproof_window& first = facts->windows[0];
  provoke(MAPPROOF_PHYSICAL_RANGE_DENIED);

  EXPECT_EQ(map_error({.length = page, .physical = first.physical + first.length - page}), EPERM);
  EXPECT_EQ(map_error({.length = page, .physical = first.physical + first.length - 2 * page}), 0);
}

TEST_F(MapTest, ShortageOfThreadsIsEagainOnce) {
  provoke(MAPPROOF_THREADS_SHORT);

  EXPECT_EQ(map_error({.length = page, .physical = low()}), EAGAIN);
  EXPECT_EQ(map_error({.length = page, .physical = low()}), 0);
}

TEST_F(MapTest, LimitsAreEnomem) {
  mapped(low(), page);
  provoke(MAPPROOF_ADDRESS_SPACE_FULL, 2 * page);
  EXPECT_EQ(map_error({.length = 3 * page, .physical = low()}), ENOMEM);
  char* const fits = mapped(low(), 2 * page);
  EXPECT_EQ(map_error({.length = page, .physical = low()}), ENOMEM);
  unmap(fits, 2 * page);
  EXPECT_EQ(map_error({.length = page, .physical = low()}), 0);
  provoke(MAPPROOF_ADDRESS_SPACE_FULL, 0, false);

  provoke(MAPPROOF_MAPPING_TABLE_FULL, 1);
  EXPECT_EQ(map_error({.length = page, .physical = low()}), 0);
  EXPECT_EQ(map_error({.length = page, .physical = low()}), ENOMEM);
}

TEST_F(MapTest, FutureLockBeyondTheLimitIsEagain) {
  lock_all(MAPPROOF_LOCK_FUTURE);
  provoke(MAPPROOF_LOCK_LIMIT, page);

  EXPECT_EQ(map_error({.length = 2 * page, .physical = low()}), EAGAIN);
  EXPECT_EQ(map_error({.length = page, .physical = low()}), 0);
}

TEST_F(MapTest, OccupiedHintLeavesTheOldMappingAlone) {
  char* const first = mapped(low(), page);
  first[0] = '1';

  const mapproof_address_outcome second =
      map({.address = first + 1, .length = page, .physical = low() + page, .protection = read_write});

  EXPECT_EQ(second.error, 0);
  EXPECT_NE(second.value, first);
  EXPECT_EQ(first[0], '1');
}

}  // namespace
}  // namespace mapproof::model_tests
