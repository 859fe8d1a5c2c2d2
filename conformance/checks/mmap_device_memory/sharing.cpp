// That every mapping is shared and physical: what one view stores, all others load.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "core/check.hpp"
#include "requirements/mmap_device_memory.hpp"

namespace mapproof {
namespace {

constexpr std::uint32_t stored = 0x5EED'0007;

Result<Mapping> map_with(const Session& session, std::uint64_t physical, std::uint32_t flags) {
  return session.map({.physical = physical, .length = session.page(), .protection = read_write, .flags = flags});
}

// What a plain view of the same page loads after a store through a mapping of it.
std::uint32_t seen_after_a_store(const Session& session, std::uint64_t physical, const Mapping& mapping) {
  const auto view = map_with(session, physical, 0);
  if (!view) throw Unresolved{"a second view was refused with " + name_of(view.error())};
  view->store<std::uint32_t>(8, 0);
  mapping.store(8, stored);
  return view->load<std::uint32_t>(8);
}

CHECK_REQUIREMENT(MDM_07, StoresWithFlagsOfZeroReachTheDevice) {
  const auto& window = pages_to_write(1);
  const auto mapping = map_with(session(), window.physical, 0);
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(seen_after_a_store(session(), window.physical, *mapping), stored);
}

CHECK_REQUIREMENT(MDM_07, StoresWithMapSharedReachTheDevice) {
  const auto& window = pages_to_write(1);
  const auto mapping = map_with(session(), window.physical, MAPPROOF_MAP_SHARED);
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(seen_after_a_store(session(), window.physical, *mapping), stored);
}

CHECK_REQUIREMENT(MDM_07, StoresWithMapPhysReachTheDevice) {
  const auto& window = pages_to_write(1);
  const auto mapping = map_with(session(), window.physical, MAPPROOF_MAP_PHYS);
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(seen_after_a_store(session(), window.physical, *mapping), stored);
}

CHECK_REQUIREMENT(MDM_07, StoresWithMapPrivateReachTheDevice) {
  const auto& window = pages_to_write(1);
  const auto mapping = map_with(session(), window.physical, MAPPROOF_MAP_PRIVATE);
  if (!mapping && profile() != Profile::obs64) throw Untested{"no document says that MAP_PRIVATE is accepted."};
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(seen_after_a_store(session(), window.physical, *mapping), stored);
}

CHECK_REQUIREMENT(MDM_45, SecondViewShowsWhatTheFirstStores) {
  const auto& window = pages_to_write(1);
  const auto first = given(session().map({.physical = window.physical, .length = page(), .protection = read_write}));
  const auto second = given(session().map({.physical = window.physical, .length = page(), .protection = read_write}));

  second.store<std::uint32_t>(0, 0);
  first.store<std::uint32_t>(4, 0);

  first.store<std::uint32_t>(0, 0xC0DE'0001);
  second.store<std::uint32_t>(4, 0xC0DE'0002);

  EXPECT_EQ(second.load<std::uint32_t>(0), 0xC0DE'0001u);
  EXPECT_EQ(first.load<std::uint32_t>(4), 0xC0DE'0002u);
}

CHECK_REQUIREMENT(MDM_45, ChildAfterForkStoresIntoTheSameRange) {
  const auto& window = pages_to_write(1);
  const auto mapping = given(session().map({.physical = window.physical, .length = page(), .protection = read_write}));
  mapping.store<std::uint32_t>(0, 0);

  const int signal = signal_of([&] { mapping.store<std::uint32_t>(0, 0xF04B'0045); });

  EXPECT_EQ(signal, 0);
  EXPECT_EQ(mapping.load<std::uint32_t>(0), 0xF04B'0045u);
}

}  // namespace
}  // namespace mapproof
