// What munmap_device_memory() answers with, and which ranges it refuses.
// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <cstdint>

#include "core/check.hpp"
#include "requirements/munmap_device_memory.hpp"

namespace mapproof {
namespace {

CHECK_REQUIREMENT(MUN_01, RefusalIsMinusOneWithErrno) {
  const std::uintptr_t highest = session().facts().highest_address;
  if (highest == UINTPTR_MAX) throw Untested{"every address is inside the address space of a process here."};
  const mapproof_unmap_request outside{reinterpret_cast<void*>(highest + 1), page(), 0, 0};

  const auto outcome = session().table().munmap_device_memory(session().handle(), &outside);

  EXPECT_THAT(outcome, is_minus_one_with_errno());
}

CHECK_REQUIREMENT(MUN_01, SuccessIsAnythingButMinusOne) {
  const auto& window = pages_to_map(1);
  void* const address = given(session().map({.physical = window.physical, .length = page()})).release();
  const mapproof_unmap_request all{address, page(), 0, 0};

  const auto outcome = session().table().munmap_device_memory(session().handle(), &all);

  EXPECT_NE(outcome.value, -1) << describe(outcome);
}

CHECK_REQUIREMENT(MUN_05, RangeThatLeavesTheAddressSpaceFailsWithEinval) {
  void* const last_page = reinterpret_cast<void*>(session().facts().highest_address - (page() - 1));
  void* const place = hole(1);

  expect_refused([&] { return session().unmap(last_page, 4 * page()); },
                 [&] { return session().unmap(place, page()); });
}

CHECK_REQUIREMENT(MUN_05, RangeAboveTheAddressSpaceFailsWithEinval) {
  const std::uintptr_t highest = session().facts().highest_address;
  if (highest == UINTPTR_MAX) throw Untested{"every address is inside the address space of a process here."};
  void* const outside = reinterpret_cast<void*>(highest + 1);
  void* const place = hole(1);

  expect_refused([&] { return session().unmap(outside, page()); }, [&] { return session().unmap(place, page()); });
}

CHECK_REQUIREMENT(MUN_06, ZeroLengthFailsWithEinval) {
  const auto& window = pages_to_map(1);
  auto mapping = given(session().map({.physical = window.physical, .length = page()}));

  expect_refused([&] { return session().unmap(mapping.address(), 0); },
                 [&] { return session().unmap(mapping.release(), page()); });
}

CHECK_REQUIREMENT(MUN_13, InterruptedUnmapFailsWithEintr) {
  const auto& window = pages_to_map(1);
  auto mapping = given(session().map({.physical = window.physical, .length = page()}));
  const auto unmap = [&]() -> Answer { return session().unmap(mapping.address(), page()); };

  expect_refused([&] { return during(MAPPROOF_UNMAP_INTERRUPTED, 0, unmap); }, unmap);
  mapping.release();
}

CHECK_REQUIREMENT(MUN_15, RangeBeyondTheEndOfTheAddressTypeIsShortenedOrFailsWithEinval) {
  void* const last_page = reinterpret_cast<void*>(UINTPTR_MAX - (page() - 1));
  void* const place = hole(2);

  expect_refused_or_granted([&] { return session().unmap(last_page, 2 * page()); },
                            [&] { return session().unmap(place, 2 * page()); });
}

CHECK_REQUIREMENT(MUN_15, RangeThatWrapsAroundLeavesMappingsAlone) {
  const auto& window = pages_to_read(1);
  const auto canary = given(session().map({.physical = window.physical, .length = page()}));

  // Ends with the canary, if the end is computed without care.
  const auto unmap_around = [&] {
    return session().unmap(reinterpret_cast<void*>(UINTPTR_MAX - (page() - 1)), canary.number() + 2 * page());
  };
  expect_refused_or_granted(unmap_around, [&] { return session().unmap(hole(1), page()); });

  EXPECT_EQ(signal_of([&] { canary.load<std::uint8_t>(0); }), 0);
}

}  // namespace
}  // namespace mapproof
