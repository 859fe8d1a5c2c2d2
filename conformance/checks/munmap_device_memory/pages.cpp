// Which pages munmap_device_memory() removes, and which it leaves.
// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <cstdint>

#include "core/check.hpp"
#include "requirements/munmap_device_memory.hpp"

namespace mapproof {
namespace {

CHECK_REQUIREMENT(MUN_02, LengthOfOneByteRemovesThatPageAndNoOther) {
  const auto& window = pages_to_read(2);
  const auto mapping = given(session().map({.physical = window.physical, .length = 2 * page()}));

  ASSERT_THAT(session().unmap(mapping.address(), 1), succeeds());

  EXPECT_EQ(signal_of([&] { mapping.load<std::uint8_t>(page() - 1); }), SIGSEGV);
  EXPECT_EQ(signal_of([&] { mapping.load<std::uint8_t>(page()); }), 0);
}

CHECK_REQUIREMENT(MUN_02, LengthIsRoundedUpToAPage) {
  const auto& window = pages_to_read(3);
  const auto mapping = given(session().map({.physical = window.physical, .length = 3 * page()}));

  ASSERT_THAT(session().unmap(mapping.address(), page() + 1), succeeds());

  EXPECT_EQ(signal_of([&] { mapping.load<std::uint8_t>(2 * page() - 1); }), SIGSEGV);
  EXPECT_EQ(signal_of([&] { mapping.load<std::uint8_t>(2 * page()); }), 0);
}

CHECK_REQUIREMENT(MUN_02, RemovedPagesAreFreeForAnotherMapping) {
  const auto& window = pages_to_map(1);

  expect_no_trace([&] { given(session().map({.physical = window.physical, .length = page()})); });
}

CHECK_REQUIREMENT(MUN_03, LoadFromARemovedPageRaisesSigsegv) {
  const auto& window = pages_to_read(1);
  auto mapping = given(session().map({.physical = window.physical, .length = page()}));
  void* const address = mapping.release();

  ASSERT_THAT(session().unmap(address, page()), succeeds());

  EXPECT_THAT(Access{[&] { load_from<std::uint8_t>(address); }}, dies_by(SIGSEGV));
}

CHECK_REQUIREMENT(MUN_03, StoreToARemovedPageRaisesSigsegv) {
  const auto& window = pages_to_write(1);
  auto mapping = given(session().map({.physical = window.physical, .length = page(), .protection = read_write}));
  void* const address = mapping.release();

  ASSERT_THAT(session().unmap(address, page()), succeeds());

  EXPECT_THAT(Access{[&] { store_to<std::uint8_t>(address, 3); }}, dies_by(SIGSEGV));
}

CHECK_REQUIREMENT(MUN_04, RangeWithoutMappingsIsNoError) {
  void* const place = hole(1);

  EXPECT_THAT(session().unmap(place, page()), succeeds());
}

CHECK_REQUIREMENT(MUN_07, UnalignedAddressRemovesItsPageOrFailsWithEinval) {
  const auto& window = pages_to_read(1);
  const auto mapping = given(session().map({.physical = window.physical, .length = page()}));

  const bool refused = expect_refused_or_granted([&] { return session().unmap(mapping.at(0x80), 1); },
                                                 [&] {
                                                   EXPECT_EQ(signal_of([&] { mapping.load<std::uint8_t>(0); }), 0)
                                                       << "the page that was not unmapped";
                                                   return session().unmap(mapping.address(), 1);
                                                 });

  EXPECT_EQ(signal_of([&] { mapping.load<std::uint8_t>(0); }), SIGSEGV) << (refused ? "aligned" : "unaligned");
}

CHECK_REQUIREMENT(MUN_08, UnalignedPointerAndLengthOfAMappingFreeExactlyItsPages) {
  const auto& window = pages_to_read(2);

  expect_no_trace([&] {
    auto mapping = given(session().map({.physical = window.physical + 0x80, .length = page()}));

    ASSERT_THAT(session().unmap(mapping.address(), page()), succeeds());

    EXPECT_EQ(signal_of([&] { mapping.load<std::uint8_t>(0); }), SIGSEGV);
    EXPECT_EQ(signal_of([&] { mapping.load<std::uint8_t>(page() - 1); }), SIGSEGV);
    mapping.release();
  });
}

CHECK_REQUIREMENT(MUN_09, UnmappedMiddleLeavesBothRestsUsable) {
  const auto& window = pages_to_write(3);
  const auto mapping =
      given(session().map({.physical = window.physical, .length = 3 * page(), .protection = read_write}));
  mapping.store<std::uint32_t>(0, 0x0000'0009);
  mapping.store<std::uint32_t>(2 * page(), 0x2222'0009);

  ASSERT_THAT(session().unmap(mapping.at(page()), page()), succeeds());

  EXPECT_EQ(signal_of([&] { mapping.load<std::uint8_t>(page()); }), SIGSEGV);
  ASSERT_EQ(signal_of([&] { mapping.load<std::uint8_t>(0), mapping.load<std::uint8_t>(2 * page()); }), 0);
  EXPECT_EQ(mapping.load<std::uint32_t>(0), 0x0000'0009u);
  EXPECT_EQ(mapping.load<std::uint32_t>(2 * page()), 0x2222'0009u);
}

CHECK_REQUIREMENT(MUN_10, RangeOverMappingsAndAHoleIsRemovedAsAWhole) {
  const auto& window = pages_to_read(3);
  const auto mapping = given(session().map({.physical = window.physical, .length = 3 * page()}));
  given(session().unmap(mapping.at(page()), page()));

  ASSERT_THAT(session().unmap(mapping.address(), 3 * page()), succeeds());

  EXPECT_EQ(signal_of([&] { mapping.load<std::uint8_t>(0); }), SIGSEGV);
  EXPECT_EQ(signal_of([&] { mapping.load<std::uint8_t>(2 * page()); }), SIGSEGV);
}

CHECK_REQUIREMENT(MUN_11, SecondUnmapOfTheSameRangeSucceeds) {
  const auto& window = pages_to_map(1);
  auto mapping = given(session().map({.physical = window.physical, .length = page()}));
  void* const address = mapping.release();
  given(session().unmap(address, page()));

  EXPECT_THAT(session().unmap(address, page()), succeeds());
}

CHECK_REQUIREMENT(MUN_14, SplitWithoutRoomToRecordTheRestFailsWithEnomem) {
  const auto& window = pages_to_map(3);
  const auto mapping = given(session().map({.physical = window.physical, .length = 3 * page()}));
  const auto unmap_middle = [&]() -> Answer { return session().unmap(mapping.at(page()), page()); };

  expect_refused([&] { return during(MAPPROOF_MAPPING_TABLE_FULL, 0, unmap_middle); }, unmap_middle);
}

CHECK_REQUIREMENT(MUN_20, BytesOfTheDeviceSurviveTheUnmap) {
  const auto& window = pages_to_write(1);
  const MapRequest request{.physical = window.physical, .length = page(), .protection = read_write};
  auto first = given(session().map(request));
  first.store<std::uint32_t>(0, 0x5A5A'0020);
  given(session().unmap(first.release(), page()));

  const auto second = given(session().map(request));

  EXPECT_EQ(second.load<std::uint32_t>(0), 0x5A5A'0020u);
}

}  // namespace
}  // namespace mapproof
