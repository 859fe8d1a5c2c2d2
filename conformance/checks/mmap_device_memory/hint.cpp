// What an address means without MAP_FIXED: a hint that never harms what is already mapped.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "core/bystanders.hpp"
#include "core/check.hpp"
#include "requirements/mmap_device_memory.hpp"

namespace mapproof {
namespace {

CHECK_REQUIREMENT(MDM_18, OccupiedHintIsNoError) {
  const auto& window = pages_to_map(1);
  const auto first = given(session().map({.physical = window.physical, .length = page()}));

  EXPECT_THAT(session().map({.address = first.address(), .physical = window.physical, .length = page()}), succeeds());
}

CHECK_REQUIREMENT(MDM_19, MappingAtTheHintKeepsItsPlaceAndItsBytes) {
  const auto& window = pages_to_write(2);
  const auto canary = given(session().map({.physical = window.physical, .length = page(), .protection = read_write}));
  canary.store<std::uint32_t>(0, 0xCA4A'0019);

  const auto mapping =
      session().map({.address = canary.address(), .physical = window.physical + page(), .length = page()});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_NE(mapping->address(), canary.address());
  EXPECT_EQ(canary.load<std::uint32_t>(0), 0xCA4A'0019u);
}

CHECK_REQUIREMENT(MDM_19, MappingInTheMiddleOfTheHintedRangeKeepsItsBytes) {
  const auto& window = pages_to_write(3);
  void* const place = hole(3);
  const auto canary = given(session().map({.address = static_cast<std::byte*>(place) + page(),
                                           .physical = window.physical,
                                           .length = page(),
                                           .protection = read_write,
                                           .flags = MAPPROOF_MAP_FIXED}));
  canary.store<std::uint32_t>(0, 0xCA4A'0119);

  const auto mapping =
      session().map({.address = place, .physical = window.physical, .length = 3 * page(), .protection = read_write});
  ASSERT_THAT(mapping, succeeds());
  mapping->store<std::uint32_t>(page(), 0);  // what an overlaid canary would show

  EXPECT_EQ(canary.load<std::uint32_t>(0), 0xCA4A'0119u);
}

CHECK_REQUIREMENT(MDM_19, MemoryOfEveryKindAtTheHintKeepsItsBytes) {
  const auto& window = pages_to_map(2);

  expect_bystanders_kept(page(), [&](void* hint, std::size_t length, std::uintptr_t* placed) {
    auto mapping = session().map({.address = hint, .physical = window.physical, .length = length});
    if (mapping) *placed = mapping->number();
    if (mapping) mapping->release();
    return mapping.has_value();
  });
}

CHECK_REQUIREMENT(MDM_19, MemoryThatTheSubjectGaveKeepsItsBytes) {
  const auto& window = pages_to_map(1);
  for (const auto kind : {MAPPROOF_MEMORY_ANONYMOUS, MAPPROOF_MEMORY_SHARED}) {
    void* const given_memory = memory(kind, page());
    store_to<std::uint32_t>(given_memory, 0xCA4A'0219);

    const auto mapping = session().map({.address = given_memory, .physical = window.physical, .length = page()});
    ASSERT_THAT(mapping, succeeds());

    EXPECT_NE(mapping->address(), given_memory);
    EXPECT_EQ(load_from<std::uint32_t>(given_memory), 0xCA4A'0219u);
  }
}

CHECK_REQUIREMENT(MDM_20, FreeAlignedHintIsTheResult) {
  const auto& window = pages_to_map(1);
  void* const place = hole(1);
  const auto mapping = session().map({.address = place, .physical = window.physical, .length = page()});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(mapping->address(), place);
}

CHECK_REQUIREMENT(MDM_21, UnalignedHintIsNoError) {
  const auto& window = pages_to_map(1);
  void* const inside = static_cast<std::byte*>(hole(1)) + 1;
  const auto mapping = session().map({.address = inside, .physical = window.physical, .length = page()});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(mapping->number() % page(), 0u);
}

}  // namespace
}  // namespace mapproof
