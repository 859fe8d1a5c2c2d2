// Physical addresses and lengths that are no whole pages, and what of the device is then seen.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "core/check.hpp"
#include "requirements/mmap_device_memory.hpp"

namespace mapproof {
namespace {

CHECK_REQUIREMENT(MDM_22, PointerKeepsTheInPagePartOfThePhysicalAddress) {
  const auto& window = pages_to_map(1);
  const auto mapping = session().map({.physical = window.physical + 0x88, .length = 8});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(mapping->number() % page(), 0x88u);
}

CHECK_REQUIREMENT(MDM_22, PointerPointsAtTheByteAskedFor) {
  const auto& window = pages_to_write(1);
  const auto whole = given(session().map({.physical = window.physical, .length = page(), .protection = read_write}));
  whole.store<std::uint32_t>(0x88, 0x0DD0'0022);

  const auto mapping = session().map({.physical = window.physical + 0x88, .length = 8});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(mapping->load<std::uint32_t>(0), 0x0DD0'0022u);
}

CHECK_REQUIREMENT(MDM_22, WindowThatStartsInsideAPageCanBeMapped) {
  const auto& window = window_where(
      [&](const mapproof_window& each) { return each.physical % page() != 0 && (each.protection & read_only) != 0; },
      "this target offers no window that starts inside a page.");
  const auto mapping = session().map({.physical = window.physical, .length = static_cast<std::size_t>(window.length)});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(mapping->number() % page(), window.physical % page());
  EXPECT_EQ(physical_of(mapping->address()), window.physical);
}

CHECK_REQUIREMENT(MDM_23, BothEdgesOfTheTouchedPagesCanBeLoaded) {
  const auto& window = pages_to_read(2);
  const auto mapping = session().map({.physical = window.physical + 0x80, .length = page()});
  ASSERT_THAT(mapping, succeeds());

  const auto* const first = reinterpret_cast<const std::uint8_t*>(mapping->number() / page() * page());
  EXPECT_EQ(signal_of([&] { load_from<std::uint8_t>(first); }), 0);
  EXPECT_EQ(signal_of([&] { load_from<std::uint8_t>(first + 2 * page() - 1); }), 0);
}

CHECK_REQUIREMENT(MDM_24, BothBytesOfAShortRequestThatStraddlesPagesCanBeLoaded) {
  const auto& window = pages_to_write(2);
  const auto whole =
      given(session().map({.physical = window.physical, .length = 2 * page(), .protection = read_write}));
  whole.store<std::uint8_t>(page() - 1, 0x24);
  whole.store<std::uint8_t>(page(), 0x42);

  const auto mapping = session().map({.physical = window.physical + page() - 1, .length = 2});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(mapping->load<std::uint8_t>(0), 0x24);
  EXPECT_EQ(mapping->load<std::uint8_t>(1), 0x42);
}

}  // namespace
}  // namespace mapproof
