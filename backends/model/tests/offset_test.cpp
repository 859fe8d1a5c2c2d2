// mem_offset(), mem_offset64() and mem_extents().
// SPDX-License-Identifier: Apache-2.0
#include "model_test.hpp"

namespace mapproof::model_tests {
namespace {

class OffsetTest : public ModelTest {};

TEST_F(OffsetTest, DeviceMappingAnswersWithItsPhysicalAddress) {
  char* const bytes = mapped(low() + page, 3 * page);

  const Found found = offset64(bytes + page + 7, SIZE_MAX);

  EXPECT_EQ(found.error, 0);
  EXPECT_EQ(static_cast<std::uint64_t>(found.offset), low() + 2 * page + 7);
  EXPECT_EQ(found.contig, 2 * page - 7);
}

TEST_F(OffsetTest, FrameMappedByItsNumberShowsTheSameBytes) {
  char* const bytes = locked_memory(MAPPROOF_MEMORY_CONTIGUOUS, 4 * page);
  bytes[3 * page] = 'f';

  const Found found = offset64(bytes + 3 * page, page);

  ASSERT_EQ(found.error, 0);
  EXPECT_EQ(mapped(static_cast<std::uint64_t>(found.offset), page)[0], 'f');
  EXPECT_EQ(static_cast<std::uint64_t>(found.offset), physical_of(bytes + 3 * page));
}

TEST_F(OffsetTest, RunIsCappedByTheLengthAndByTheFrames) {
  char* const whole = locked_memory(MAPPROOF_MEMORY_CONTIGUOUS, 64 * page);
  char* const pieces = locked_memory(MAPPROOF_MEMORY_FRAGMENTED, 64 * page);

  EXPECT_EQ(offset64(whole, 64 * page).contig, 64 * page);
  EXPECT_EQ(offset64(whole + 5, 3).contig, 3u);
  EXPECT_EQ(offset64(whole, 0).contig, 0u);
  EXPECT_EQ(offset64(whole, 0).error, 0);
  for (std::size_t i = 0; i < 64; ++i) {
    EXPECT_EQ(offset64(pieces + i * page + 9, 64 * page).contig, page - 9);
    EXPECT_EQ(static_cast<std::uint64_t>(offset64(pieces + i * page, 1).offset), physical_of(pieces + i * page));
  }
}

TEST_F(OffsetTest, ResultPointersMayBeNull) {
  char* const bytes = locked_memory(MAPPROOF_MEMORY_ABOVE_4G, page);
  const mapproof_offset_request request{bytes, page, nullptr, nullptr, nullptr, MAPPROOF_NOFD, 0};

  EXPECT_EQ(table->mem_offset64(session, &request).error, 0);
  EXPECT_EQ(table->mem_offset(session, &request).error, 0);  // nothing to overflow
}

TEST_F(OffsetTest, NothingMappedIsEacces) {
  char* const bytes = mapped(low(), 2 * page);
  unmap(bytes, 2 * page);

  EXPECT_EQ(offset64(bytes, page).error, EACCES);
  EXPECT_EQ(offset32(bytes, page).error, EACCES);
  EXPECT_EQ(offset64(nullptr, page).error, EACCES);
  EXPECT_EQ(offset64(reinterpret_cast<void*>(UINTPTR_MAX), SIZE_MAX).error, EACCES);
}

TEST_F(OffsetTest, DescriptorIsEbadfBeforeAnythingElse) {
  char* const bytes = mapped(low(), page);

  for (const int fd : {0, 999, -2}) {
    EXPECT_EQ(look_up(table->mem_offset64, bytes, page, fd).error, EBADF);
    EXPECT_EQ(look_up(table->mem_offset, nullptr, page, fd).error, EBADF);
  }
}

TEST_F(OffsetTest, UnlockedMemoryIsEagainAndOneUnlockIsEnough) {
  char* const bytes = memory(MAPPROOF_MEMORY_CONTIGUOUS, 2 * page);
  EXPECT_EQ(offset64(bytes, page).error, EAGAIN);

  EXPECT_EQ(lock(bytes, 2 * page), 0);
  EXPECT_EQ(lock(bytes, 2 * page), 0);
  EXPECT_EQ(offset64(bytes, page).error, 0);
  EXPECT_EQ(unlock(bytes, page), 0);
  EXPECT_EQ(offset64(bytes, page).error, EAGAIN);
  EXPECT_EQ(offset64(bytes + page, page).error, 0);
}

TEST_F(OffsetTest, RunEndsAtTheFirstUnlockedPage) {
  char* const bytes = memory(MAPPROOF_MEMORY_CONTIGUOUS, 4 * page);
  lock(bytes, 2 * page);

  EXPECT_EQ(offset64(bytes, 4 * page).contig, 2 * page);
}

TEST_F(OffsetTest, ProfilesWithoutTheLockRuleNeedNoLock) {
  for (const char* profile : {"qnx-6.6", "qnx-8.0", "obs64"}) {
    open("model:", profile);
    EXPECT_EQ(offset64(memory(MAPPROOF_MEMORY_CONTIGUOUS, page), page).error, 0) << profile;
  }
}

TEST_F(OffsetTest, AddressAbove2GiBIsEoverflowInThe32BitForm) {
  char* const bytes = locked_memory(MAPPROOF_MEMORY_STRADDLES_2G, 2 * page);

  EXPECT_EQ(offset32(bytes, 2 * page).error, 0);
  EXPECT_EQ(offset32(bytes, 2 * page).contig, 2 * page);
  EXPECT_EQ(offset32(bytes + page - 1, page).offset, INT64_C(0x7fffffff));
  const Found above = offset32(bytes + page, page);
  EXPECT_EQ(above.error, EOVERFLOW);
  EXPECT_EQ(above.offset, -1);    // not written
  EXPECT_EQ(above.contig, page);  // already written
  EXPECT_EQ(offset64(bytes + page, page).offset, INT64_C(0x80000000));
}

TEST_F(OffsetTest, WideOffsetsDoNotOverflow) {
  open("model:wide");
  char* const bytes = locked_memory(MAPPROOF_MEMORY_ABOVE_4G, page);

  EXPECT_EQ(facts->offset_bits, 64u);
  EXPECT_EQ(offset32(bytes, page).error, 0);
  EXPECT_EQ(offset32(bytes, page).offset, offset64(bytes, page).offset);
}

TEST_F(OffsetTest, LookupFillsUntouchedMemory) {
  char* const bytes = memory(MAPPROOF_MEMORY_ANONYMOUS, 2 * page);
  EXPECT_EQ(physical_of(bytes), UINT64_MAX);

  EXPECT_EQ(offset64(bytes, page).error, EAGAIN);

  EXPECT_NE(physical_of(bytes), UINT64_MAX);
  EXPECT_EQ(physical_of(bytes + page), UINT64_MAX);
  EXPECT_EQ(bytes[0], 0);
}

TEST_F(OffsetTest, LookupCopiesTheInitialContent) {
  char* const bytes = memory(MAPPROOF_MEMORY_COPY, 3 * page);
  EXPECT_EQ(physical_of(bytes), UINT64_MAX);

  EXPECT_EQ(offset64(bytes, 3 * page).error, EAGAIN);

  EXPECT_NE(physical_of(bytes + 2 * page), UINT64_MAX);
  for (std::size_t i = 0; i < 3 * page; ++i) ASSERT_EQ(static_cast<unsigned char>(bytes[i]), i % 251);
}

TEST_F(OffsetTest, LazyPageNeedsATouchAndNotALock) {
  char* const bytes = memory(MAPPROOF_MEMORY_LAZY, 4 * page);
  EXPECT_EQ(lock(bytes, 4 * page), 0);
  EXPECT_EQ(offset64(bytes, page).error, EACCES);

  (void)*static_cast<volatile char*>(bytes);         // a load is a touch
  *static_cast<volatile char*>(bytes + page) = 't';  // and so is a store

  EXPECT_EQ(offset64(bytes, 4 * page).error, 0);
  EXPECT_EQ(offset64(bytes, 4 * page).contig, 2 * page);
  EXPECT_EQ(offset64(bytes + 2 * page, page).error, EACCES);
}

TEST_F(OffsetTest, ReusedFramesAreUntouchedAgain) {
  for (int round = 0; round < 3; ++round) {
    char* const bytes = memory(MAPPROOF_MEMORY_LAZY, page);
    lock(bytes, page);
    EXPECT_EQ(offset64(bytes, page).error, EACCES);
    EXPECT_EQ(bytes[1], 0);
    bytes[1] = 1;
    table->memory_release(session, bytes, page);
  }
}

TEST_F(OffsetTest, ProtNonePageIsStillResolved) {
  char* const bytes = locked_memory(MAPPROOF_MEMORY_CONTIGUOUS, page);
  const mapproof_protect_request none{bytes, page, MAPPROOF_PROT_NONE, 0};
  ASSERT_EQ(table->mprotect(session, &none).error, 0);

  EXPECT_EQ(offset64(bytes, page).error, 0);
  EXPECT_EQ(signal_of([=] { (void)*static_cast<volatile char*>(bytes); }), SIGSEGV);
}

TEST_F(OffsetTest, ExtentsDescribeTheWholeRange) {
  char* const bytes = locked_memory(MAPPROOF_MEMORY_FRAGMENTED, 4 * page);
  mapproof_extent extents[8] = {};
  std::size_t covered = 0;

  const mapproof_extents_request all{bytes + 1, 4 * page - 1, extents, 8, &covered};
  EXPECT_EQ(table->mem_extents(session, &all).value, 4);
  EXPECT_EQ(covered, 4 * page - 1);
  EXPECT_EQ(extents[0].physical, physical_of(bytes + 1));
  EXPECT_EQ(extents[0].length, page - 1);
  EXPECT_EQ(extents[3].physical, physical_of(bytes + 3 * page));

  const mapproof_extents_request two{bytes, 4 * page, extents, 2, &covered};
  EXPECT_EQ(table->mem_extents(session, &two).value, 2);
  EXPECT_EQ(covered, 2 * page);
}

TEST_F(OffsetTest, ExtentsOfWhatCannotBeReliedOnAreRefused) {
  mapproof_extent extent{};
  const mapproof_extents_request nothing{nullptr, page, &extent, 1, nullptr};
  const mapproof_extents_request unlocked{memory(MAPPROOF_MEMORY_CONTIGUOUS, page), page, &extent, 1, nullptr};

  EXPECT_EQ(table->mem_extents(session, &nothing).error, EACCES);
  EXPECT_EQ(table->mem_extents(session, &unlocked).error, EAGAIN);
}

}  // namespace
}  // namespace mapproof::model_tests
