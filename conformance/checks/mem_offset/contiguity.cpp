// Checks: the contiguous length that mem_offset() stores.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "core/upper_half.hpp"
#include "end_of_run.hpp"
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

// The frames go on behind each of these ends: only what is mapped now counts.
CHECK_BOTH_FORMS(MOF_26, RunEndsWhereTheMappingWasCutOff) {
  void* const memory = ready_memory(MAPPROOF_MEMORY_CONTIGUOUS, 16 * page());
  cut_out(session(), at(memory, 8 * page()), 8 * page());

  const auto found = look_up(memory, 16 * page());
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->contig_length, 8 * page());
}

CHECK_BOTH_FORMS(MOF_26, RunEndsAtAHole) {
  void* const memory = ready_memory(MAPPROOF_MEMORY_CONTIGUOUS, 8 * page());
  cut_out(session(), at(memory, 4 * page()), page());

  const auto found = look_up(at(memory, page() + 123), SIZE_MAX);
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->contig_length, 3 * page() - 123);
}

CHECK_BOTH_FORMS(MOF_26, RunBehindAHoleReachesTheEnd) {
  void* const memory = ready_memory(MAPPROOF_MEMORY_CONTIGUOUS, 8 * page());
  cut_out(session(), memory, 2 * page());

  const auto found = look_up(at(memory, 2 * page()), SIZE_MAX);
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->contig_length, 6 * page());
}

CHECK_BOTH_FORMS(MOF_26, RunEndsWhereAnotherObjectIsMapped) {
  void* const memory = ready_memory(MAPPROOF_MEMORY_CONTIGUOUS, 8 * page());
  map_over(session(), at(memory, 3 * page()), pages_to_map(1).physical);

  const auto found = look_up(memory, 8 * page());
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->contig_length, 3 * page());
}

CHECK_BOTH_FORMS(MOF_26, RunOfADeviceEndsWithItsMapping) {
  const DeviceMapping device = device_mapping(8 * page());
  if (session().has(&mapproof_backend::mlock)) session().lock(device.mapping.address(), 8 * page());

  const auto found = look_up(device.mapping.at(page()), SIZE_MAX);
  if (!found) throw Untested{"device mappings are not looked up here, which no document demands."};

  EXPECT_EQ(found->contig_length, 7 * page());
}

CHECK_BOTH_FORMS(MOF_26, UpperHalfOfTheLengthCounts) {
  void* const memory = ready_memory(MAPPROOF_MEMORY_CONTIGUOUS, 2 * page());

  const auto found = look_up(memory, upper_half + 1);
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->contig_length, 2 * page());
}

CHECK_BOTH_FORMS(MOF_27, LengthZeroHasNoRun) {
  void* const memory = ready_memory(page());

  const auto found = look_up(memory, 0);
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->contig_length, 0u);
}

}  // namespace mapproof
