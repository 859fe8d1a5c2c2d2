// What mmap_device_memory() answers with: the bytes asked for, or MAP_FAILED and an errno.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "core/check.hpp"
#include "requirements/mmap_device_memory.hpp"

namespace mapproof {
namespace {

CHECK_REQUIREMENT(MDM_01, EveryPageIsThePhysicalPageAskedFor) {
  const auto& window = pages_to_map(3);
  const auto mapping = session().map({.physical = window.physical + page(), .length = 2 * page()});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(physical_of(mapping->address()), window.physical + page());
  EXPECT_EQ(physical_of(mapping->at(page())), window.physical + 2 * page());
}

CHECK_REQUIREMENT(MDM_01, LastPageOfTheWindowIsThePhysicalPageAskedFor) {
  const auto& window = pages_to_map(1);
  const std::uint64_t last = window.physical + (window.length / page() - 1) * page();
  const auto mapping = session().map({.physical = last, .length = page()});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(physical_of(mapping->address()), last);
}

CHECK_REQUIREMENT(MDM_01, StoresReturnThroughTheSameAddress) {
  const auto& window = pages_to_write(1);
  const auto mapping = session().map({.physical = window.physical, .length = page(), .protection = read_write});
  ASSERT_THAT(mapping, succeeds());

  mapping->store<std::uint32_t>(0, 0x0123'4567);
  mapping->store<std::uint32_t>(page() - 4, 0x89AB'CDEF);

  EXPECT_EQ(mapping->load<std::uint32_t>(0), 0x0123'4567u);
  EXPECT_EQ(mapping->load<std::uint32_t>(page() - 4), 0x89AB'CDEFu);
}

CHECK_REQUIREMENT(MDM_01, PageMappedAloneShowsItsBytesInTheWholeRange) {
  const auto& window = pages_to_write(3);
  const auto whole = session().map({.physical = window.physical, .length = 3 * page(), .protection = read_write});
  ASSERT_THAT(whole, succeeds());
  for (std::uint32_t number = 0; number < 3; ++number) whole->store(number * page(), 0xA5A5'0000 + number);

  const auto middle = session().map({.physical = window.physical + page(), .length = page()});
  ASSERT_THAT(middle, succeeds());

  EXPECT_EQ(middle->load<std::uint32_t>(0), 0xA5A5'0001u);
}

CHECK_REQUIREMENT(MDM_01, EveryPageOfTheRangeCanBeLoaded) {
  const auto& window = pages_to_read(3);
  const auto mapping = session().map({.physical = window.physical, .length = 3 * page()});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(signal_of([&] { mapping->load<std::uint8_t>(0); }), 0);
  EXPECT_EQ(signal_of([&] { mapping->load<std::uint8_t>(2 * page()); }), 0);
  EXPECT_EQ(signal_of([&] { mapping->load<std::uint8_t>(3 * page() - 1); }), 0);
}

CHECK_REQUIREMENT(MDM_01, LastBytesOfALengthThatEndsInsideAPageCanBeLoaded) {
  const auto& window = pages_to_read(2);
  const auto mapping = session().map({.physical = window.physical, .length = page() + 100});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_EQ(signal_of([&] { mapping->load<std::uint8_t>(page() + 99); }), 0);
}

CHECK_REQUIREMENT(MDM_01, NothingBeyondTheRangeIsMapped) {
  const auto& window = pages_to_read(2);
  void* const place = hole(2);
  const auto mapping =
      session().map({.address = place, .physical = window.physical, .length = page(), .flags = MAPPROOF_MAP_FIXED});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_THAT(Access{[&] { mapping->load<std::uint8_t>(page()); }}, dies_by(SIGSEGV));
}

CHECK_REQUIREMENT(MDM_02, RefusedLengthAnswersMapFailedWithErrno) {
  const auto& window = pages_to_map(1);

  const auto outcome = session().map_raw({.physical = window.physical, .length = 0});

  EXPECT_THAT(outcome, is_map_failed_with_errno());
}

CHECK_REQUIREMENT(MDM_02, RefusedRangeAnswersMapFailedWithErrno) {
  const auto outcome = session().map_raw({.physical = ~std::uint64_t{0} - (page() - 1), .length = 2 * page()});

  EXPECT_THAT(outcome, is_map_failed_with_errno());
}

CHECK_REQUIREMENT(MDM_03, ZeroLengthFailsWithEinval) {
  const auto& window = pages_to_map(1);

  expect_refused([&] { return session().map({.physical = window.physical, .length = 0}); },
                 [&] { return session().map({.physical = window.physical, .length = page()}); });
}

CHECK_REQUIREMENT(MDM_08, DocumentedExampleWithFlagsOfZeroSucceeds) {
  const auto& window = pages_to_write(1);

  EXPECT_THAT(session().map({.physical = window.physical,
                             .length = page(),
                             .protection = read_write | MAPPROOF_PROT_NOCACHE,
                             .flags = 0}),
              succeeds());
}

}  // namespace
}  // namespace mapproof
