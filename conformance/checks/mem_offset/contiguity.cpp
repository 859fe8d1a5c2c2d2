// Checks: the contiguous length that mem_offset() stores.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "lookup.hpp"

namespace mapproof {

CHECK_BOTH_FORMS(MOF_04, RunReachesTheEndOfContiguousMemory) {
  const std::size_t length = 8 * page();
  void* const memory = ready_memory(MAPPROOF_MEMORY_CONTIGUOUS, length);

  const auto found = look_up(memory, length);
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->contig_length, length);
}

CHECK_BOTH_FORMS(MOF_04, RunStartsAtTheAddressNotAtItsPage) {
  const std::size_t length = 4 * page();
  void* const memory = ready_memory(MAPPROOF_MEMORY_CONTIGUOUS, length);

  const auto found = look_up(at(memory, 123), length - 123);
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->contig_length, length - 123);
}

CHECK_BOTH_FORMS(MOF_04, RunIsCappedByTheLength) {
  void* const memory = ready_memory(MAPPROOF_MEMORY_CONTIGUOUS, 4 * page());

  const auto found = look_up(memory, page() + 100);
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->contig_length, page() + 100);
}

CHECK_BOTH_FORMS(MOF_04, RunEndsWhereTheNextPageLiesElsewhere) {
  void* const memory = ready_memory(MAPPROOF_MEMORY_FRAGMENTED, 4 * page());

  const auto found = look_up(at(memory, page() + 123), 3 * page() - 123);
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->contig_length, page() - 123);
}

CHECK_BOTH_FORMS(MOF_04, RunIsWhatTheWitnessSees) {
  const std::size_t length = 16 * page();
  void* const memory = ready_memory(length);
  const std::size_t truth = run_at(memory, length);

  const auto found = look_up(memory, length);
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->contig_length, truth);
}

CHECK_BOTH_FORMS(MOF_26, LengthBeyondTheMappingIsClipped) {
  void* const memory = ready_memory(MAPPROOF_MEMORY_FRAGMENTED, 2 * page());

  const auto found = look_up(memory, SIZE_MAX);
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->contig_length, page());
}

CHECK_BOTH_FORMS(MOF_27, LengthZeroHasNoRun) {
  void* const memory = ready_memory(page());

  const auto found = look_up(memory, 0);
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->contig_length, 0u);
}

}  // namespace mapproof
