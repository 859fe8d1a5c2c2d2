// What MAP_FIXED promises: the exact place, the old mapping replaced, or a refusal.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "core/check.hpp"
#include "requirements/mmap_device_memory.hpp"

namespace mapproof {
namespace {

Result<Mapping> map_fixed(const Session& session, void* place, std::uint64_t physical, std::size_t length) {
  return session.map({.address = place, .physical = physical, .length = length, .flags = MAPPROOF_MAP_FIXED});
}

// The first page past what a process may map.
void* past_the_top(const Session& session) {
  const std::uintptr_t highest = session.facts().highest_address;
  if (highest == UINTPTR_MAX) throw Untested{"every address is inside the address space of a process here."};
  return reinterpret_cast<void*>(highest + 1);
}

void* below_the_bottom(const Session& session) {
  const std::uintptr_t lowest = session.facts().lowest_address;
  if (lowest < session.page()) throw Untested{"no page lies below the address space of a process here."};
  return reinterpret_cast<void*>(lowest - session.page());
}

void* plus(void* address, std::size_t distance) { return static_cast<std::byte*>(address) + distance; }

CHECK_REQUIREMENT(MDM_10, FixedAddressIsTheResult) {
  const auto& window = pages_to_map(1);
  void* const place = hole(1);
  const auto mapping = map_fixed(session(), place, window.physical, page());
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(mapping->address(), place);
}

CHECK_REQUIREMENT(MDM_11, FixedReplacesTheMappingThatWasThere) {
  const auto& window = pages_to_write(2);
  const auto both = given(session().map({.physical = window.physical, .length = 2 * page(), .protection = read_write}));
  both.store<std::uint32_t>(0, 0xAAAA'0011);
  both.store<std::uint32_t>(page(), 0xBBBB'0011);

  const auto second = map_fixed(session(), both.address(), window.physical + page(), page());
  ASSERT_THAT(second, succeeds());

  EXPECT_EQ(both.load<std::uint32_t>(0), 0xBBBB'0011u);
}

CHECK_REQUIREMENT(MDM_11, FixedReplacesEveryPageOfTheRangeAndNoOther) {
  const auto& window = pages_to_write(5);
  const auto all = given(session().map({.physical = window.physical, .length = 5 * page(), .protection = read_write}));
  for (std::uint32_t i = 0; i < 5; ++i) all.store(i * page(), 0x1100'0000 + i);

  const auto second = map_fixed(session(), all.at(page()), window.physical, 3 * page());
  ASSERT_THAT(second, succeeds());

  for (std::uint32_t i = 0; i < 3; ++i) EXPECT_EQ(all.load<std::uint32_t>((i + 1) * page()), 0x1100'0000 + i);
  EXPECT_EQ(all.load<std::uint32_t>(0), 0x1100'0000u) << "the page before";
  EXPECT_EQ(all.load<std::uint32_t>(4 * page()), 0x1100'0004u) << "the page behind";
}

CHECK_REQUIREMENT(MDM_12, FixedPlaceOutsideTheAddressSpaceIsRefusedAndNotMoved) {
  const auto& window = pages_to_map(1);
  void* const outside = past_the_top(session());

  expect_refused([&] { return map_fixed(session(), outside, window.physical, page()); },
                 [&] { return session().map({.address = outside, .physical = window.physical, .length = page()}); });
}

CHECK_REQUIREMENT(MDM_13, FixedAddressInsideAPageOfAnAlignedPhysicalFailsWithEnxio) {
  const auto& window = pages_to_map(1);
  void* const place = hole(1);

  expect_refused([&] { return map_fixed(session(), plus(place, 1), window.physical, 1); },
                 [&] { return map_fixed(session(), place, window.physical, 1); });
}

CHECK_REQUIREMENT(MDM_13, FixedAlignedAddressOfAnUnalignedPhysicalFailsWithEnxio) {
  const auto& window = pages_to_map(1);
  if (!session().map({.physical = window.physical + 0x80, .length = 1})) {
    throw Untested{"an unaligned physical address is refused here anyway, which would be a second fault."};
  }
  void* const place = hole(1);

  expect_refused([&] { return map_fixed(session(), place, window.physical + 0x80, 1); },
                 [&] { return map_fixed(session(), place, window.physical, 1); });
}

CHECK_REQUIREMENT(MDM_14, FixedCongruentUnalignedAddressIsTheResult) {
  const auto& window = pages_to_map(1);
  void* const place = plus(hole(1), 0x80);
  const auto mapping = map_fixed(session(), place, window.physical + 0x80, 1);
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(mapping->address(), place);
}

CHECK_REQUIREMENT(MDM_15, FixedRangeThatLeavesTheAddressSpaceFailsWithEnomem) {
  const auto& window = pages_to_map(2);
  void* const last_page = reinterpret_cast<void*>(session().facts().highest_address - (page() - 1));
  void* const place = hole(2);

  expect_refused([&] { return map_fixed(session(), last_page, window.physical, 2 * page()); },
                 [&] { return map_fixed(session(), place, window.physical, 2 * page()); });
}

CHECK_REQUIREMENT(MDM_16, FixedStartAboveTheAddressSpaceFailsWithEnomem) {
  const auto& window = pages_to_map(1);
  void* const outside = past_the_top(session());
  void* const place = hole(1);

  expect_refused([&] { return map_fixed(session(), outside, window.physical, page()); },
                 [&] { return map_fixed(session(), place, window.physical, page()); });
}

CHECK_REQUIREMENT(MDM_16, FixedStartBelowTheAddressSpaceFailsWithEnomem) {
  const auto& window = pages_to_map(1);
  void* const outside = below_the_bottom(session());
  void* const place = hole(1);

  expect_refused([&] { return map_fixed(session(), outside, window.physical, page()); },
                 [&] { return map_fixed(session(), place, window.physical, page()); });
}

}  // namespace
}  // namespace mapproof
