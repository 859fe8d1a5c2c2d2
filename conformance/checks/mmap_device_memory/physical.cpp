// Which physical ranges are refused, and that all 64 bits of the address count.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "core/check.hpp"
#include "requirements/mmap_device_memory.hpp"

namespace mapproof {
namespace {

constexpr std::uint64_t four_gib = std::uint64_t{1} << 32;

std::uint64_t first_invalid(const Session& session) {
  const std::uint64_t highest = session.facts().highest_physical;
  if (highest == UINT64_MAX) throw Untested{"where the physical space of this machine ends is not known."};
  return highest + 1;
}

CHECK_REQUIREMENT(MDM_25, RangeBeyondThePhysicalSpaceFailsWithEnxio) {
  const auto& window = pages_to_map(1);
  const std::uint64_t beyond = first_invalid(session());

  expect_refused([&] { return session().map({.physical = beyond, .length = page()}); },
                 [&] { return session().map({.physical = window.physical, .length = page()}); });
}

CHECK_REQUIREMENT(MDM_25, RangeThatLeavesThePhysicalSpaceFailsWithEnxio) {
  const std::uint64_t beyond = first_invalid(session());
  const auto& top = window_where(
      [&](const mapproof_window& each) { return each.length >= page() && each.physical + each.length == beyond; },
      "this target offers no window at the top of the physical space.");
  const std::uint64_t last_page = top.physical + top.length - page();

  expect_refused([&] { return session().map({.physical = last_page, .length = 2 * page()}); },
                 [&] { return session().map({.physical = last_page, .length = page()}); });
}

CHECK_REQUIREMENT(MDM_26, RangeThatWrapsAround64BitsFailsWithEnxio) {
  const auto& window = pages_to_map(2);
  const std::uint64_t last_page = ~std::uint64_t{0} - (page() - 1);

  expect_refused([&] { return session().map({.physical = last_page, .length = 2 * page()}); },
                 [&] { return session().map({.physical = window.physical, .length = 2 * page()}); });
}

CHECK_REQUIREMENT(MDM_44, AddressAbove4GibIsNotTruncated) {
  const auto& high = window_where(
      [&](const mapproof_window& each) {
        return each.physical >= four_gib && each.length >= page() && each.physical % page() == 0;
      },
      "this target offers no window above 4 GiB.");
  const auto mapping = session().map({.physical = high.physical, .length = page()});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(physical_of(mapping->address()), high.physical);
}

CHECK_REQUIREMENT(MDM_44, WindowsThatDifferOnlyAbove4GibDoNotAlias) {
  const auto& low = pages_to_write(1);
  const auto& high = window_where(
      [&](const mapproof_window& each) {
        return each.physical > low.physical && each.physical % four_gib == low.physical % four_gib &&
               each.is_memory != 0 && (each.protection & read_write) == read_write;
      },
      "this target offers no two writable windows with the same low 32 bits.");
  const auto below = given(session().map({.physical = low.physical, .length = page(), .protection = read_write}));
  const auto above = session().map({.physical = high.physical, .length = page(), .protection = read_write});
  ASSERT_THAT(above, succeeds());

  below.store<std::uint32_t>(0, 0x0000'0044);
  above->store<std::uint32_t>(0, 0x4444'0000);

  EXPECT_EQ(below.load<std::uint32_t>(0), 0x0000'0044u);
}

}  // namespace
}  // namespace mapproof
