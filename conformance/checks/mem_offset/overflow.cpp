// Checks: physical addresses that the off_t of mem_offset() cannot hold.
// SPDX-License-Identifier: Apache-2.0
#include "lookup.hpp"

namespace mapproof {

CHECK_LOOKUP(MOF_19, LastPageBelow2GiBIsTheLastToSucceed) {
  void* const memory = memory_too_high_for_off_t(MAPPROOF_MEMORY_STRADDLES_2G, 2 * page());

  expect_refused([&] { return look_up(at(memory, page()), page()); }, [&] { return look_up(memory, page()); });
}

CHECK_LOOKUP(MOF_19, AddressBetween2And4GiBFailsWithEoverflow) {
  void* const high = memory_too_high_for_off_t(MAPPROOF_MEMORY_2G_TO_4G, page());
  void* const named = wide_form() != nullptr ? high : ready_memory(page());

  expect_refused([&] { return look_up(high, page()); }, [&] { return look_up_anywhere(named, page()); });
}

CHECK_LOOKUP(MOF_19, AddressAbove4GiBFailsWithEoverflow) {
  void* const high = memory_too_high_for_off_t(MAPPROOF_MEMORY_ABOVE_4G, page());
  void* const named = wide_form() != nullptr ? high : ready_memory(page());

  expect_refused([&] { return look_up(high, page()); }, [&] { return look_up_anywhere(named, page()); });
}

CHECK_LOOKUP(MOF_20, WhatOverflowsBetween2And4GiBSucceedsWith64Bits) {
  void* const memory = memory_too_high_for_off_t(MAPPROOF_MEMORY_2G_TO_4G, page());
  if (look_up(memory, page())) throw Unresolved{"mem_offset() did not fail where it has to (MOF_19)"};

  const auto found = ask(wide_form(), MAPPROOF_NOFD, memory, page());
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->physical, physical_of(memory));
}

CHECK_LOOKUP(MOF_20, WhatOverflowsAbove4GiBSucceedsWith64Bits) {
  void* const memory = memory_too_high_for_off_t(MAPPROOF_MEMORY_ABOVE_4G, page());
  if (look_up(memory, page())) throw Unresolved{"mem_offset() did not fail where it has to (MOF_19)"};

  const auto found = ask(wide_form(), MAPPROOF_NOFD, memory, page());
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->physical, physical_of(memory));
}

CHECK_LOOKUP(MOF_21, OffsetIsNotStoredOnOverflow) {
  void* const memory = memory_too_high_for_off_t(MAPPROOF_MEMORY_ABOVE_4G, page());
  std::int64_t offset = 0x5A5A5A5A;
  std::size_t contig_length = 0;

  const auto outcome = call({memory, page(), &offset, &contig_length, nullptr, MAPPROOF_NOFD, 0});
  ASSERT_EQ(outcome.value, -1);

  EXPECT_EQ(offset, 0x5A5A5A5A);
}

CHECK_LOOKUP(MOF_21, ContigLengthIsStoredOnOverflow) {
  void* const memory = memory_too_high_for_off_t(MAPPROOF_MEMORY_ABOVE_4G, page());
  std::int64_t offset = 0;
  std::size_t contig_length = SIZE_MAX;

  const auto outcome = call({memory, page(), &offset, &contig_length, nullptr, MAPPROOF_NOFD, 0});
  ASSERT_EQ(outcome.value, -1);

  EXPECT_EQ(contig_length, page());
}

CHECK_LOOKUP(MOF_22, WithoutOffsetPointerNothingOverflows) {
  void* const memory = memory_too_high_for_off_t(MAPPROOF_MEMORY_ABOVE_4G, page());
  std::size_t contig_length = 0;

  const auto outcome = call({memory, page(), nullptr, &contig_length, nullptr, MAPPROOF_NOFD, 0});

  EXPECT_EQ(outcome.value, 0) << "errno " << errno_name(outcome.error);
  EXPECT_EQ(contig_length, page());
}

CHECK_LOOKUP(MOF_23, OffTOf64BitsHoldsEveryAddress) {
  if (session().facts().offset_bits != 64) throw Untested{"off_t has 32 bits here."};
  void* const memory = ready_memory(MAPPROOF_MEMORY_ABOVE_4G, page());

  const auto found = look_up(memory, page());
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->physical, physical_of(memory));
}

}  // namespace mapproof
