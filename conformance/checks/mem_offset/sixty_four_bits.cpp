// Checks: what only mem_offset64() promises, and that the two forms agree.
// SPDX-License-Identifier: Apache-2.0
#include "lookup.hpp"

namespace mapproof {

CHECK_LOOKUP(MO64_02, AddressBetween2And4GiBSucceeds) {
  void* const memory = ready_memory(MAPPROOF_MEMORY_2G_TO_4G, page());

  const auto found = look_up(memory, page());

  EXPECT_THAT(found, succeeds());
}

CHECK_LOOKUP(MO64_02, AddressAbove4GiBSucceeds) {
  void* const memory = ready_memory(MAPPROOF_MEMORY_ABOVE_4G, page());

  const auto found = look_up(memory, page());

  EXPECT_THAT(found, succeeds());
}

CHECK_LOOKUP(MO64_03, AddressFrom2GiBOnIsNotSignExtended) {
  void* const memory = ready_memory(MAPPROOF_MEMORY_2G_TO_4G, page());

  const auto found = look_up(memory, page());
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->physical, physical_of(memory));
}

CHECK_LOOKUP(MO64_03, AddressAbove4GiBIsNotTruncated) {
  void* const memory = ready_memory(MAPPROOF_MEMORY_ABOVE_4G, page());

  const auto found = look_up(memory, page());
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->physical, physical_of(memory));
}

CHECK_LOOKUP(MO64_04, BothFormsAnswerWithTheSameOffset) {
  void* const memory = memory_for_both_forms(page());

  const auto narrow = ask(narrow_form(), MAPPROOF_NOFD, at(memory, 123), 1);
  const auto found = look_up(at(memory, 123), 1);
  ASSERT_THAT(narrow, succeeds());
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->physical, narrow->physical);
}

CHECK_LOOKUP(MO64_04, BothFormsAnswerWithTheSameLength) {
  const std::size_t length = 16 * page();
  void* const memory = memory_for_both_forms(length);

  const auto narrow = ask(narrow_form(), MAPPROOF_NOFD, memory, length);
  const auto found = look_up(memory, length);
  ASSERT_THAT(narrow, succeeds());
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->contig_length, narrow->contig_length);
}

CHECK_LOOKUP(MO64_05, DescriptorIsLookedAtBeforeTheAddress) {
  void* const unmapped = unmapped_address();
  void* const memory = locked_memory(page());

  expect_refused([&] { return look_up_with(0, unmapped, page()); }, [&] { return look_up(memory, page()); });
}

CHECK_LOOKUP(MO64_05, NarrowFormLooksAtTheDescriptorFirstToo) {
  void* const unmapped = unmapped_address();
  void* const memory = locked_memory(page());

  expect_refused([&] { return ask(narrow_form(), 0, unmapped, page()); }, [&] { return look_up(memory, page()); });
}

}  // namespace mapproof
