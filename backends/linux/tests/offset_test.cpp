// mem_offset() and mem_offset64() on real memory of this machine.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/mman.h>

#include <cerrno>
#include <climits>

#include "linux_fixture.hpp"

namespace mapproof::lnx {
namespace {

class OffsetTest : public LinuxTest {
 protected:
  void SetUp() override { open(""); }

  // Without CAP_SYS_ADMIN there are no frame numbers: every lookup must then be refused with EPERM.
  bool hidden() const { return facts().no_offset != nullptr; }
  int expected(int error) const { return hidden() ? EPERM : error; }
};

TEST_F(OffsetTest, ReasonIsGivenExactlyIfFramesAreHidden) { EXPECT_EQ(hidden(), !session().knows_frames); }

TEST_F(OffsetTest, LockedPageIsFoundWhereTheWitnessSeesIt) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  lock(memory.at(0), page());

  const Lookup found = look_up64(memory.at(123), 1);

  ASSERT_EQ(found.error, expected(0));
  if (hidden()) return;
  EXPECT_EQ(static_cast<std::uint64_t>(found.offset), witness(memory.at(123)));
  EXPECT_EQ(found.contig_length, 1u);
}

TEST_F(OffsetTest, UnlockedPageFailsWithEagain) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  memory.store(0, 1);

  EXPECT_EQ(look_up64(memory.at(0), page()).error, expected(EAGAIN));
}

TEST_F(OffsetTest, LookupMakesAnUntouchedPageResident) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, page());

  EXPECT_EQ(look_up64(memory.at(0), page()).error, expected(EAGAIN));

  EXPECT_EQ(is_resident(memory.at(0)), !hidden());
}

TEST_F(OffsetTest, UnmappedAddressFailsWithEacces) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  void* const address = memory.at(0);
  munmap(address, page());

  EXPECT_EQ(look_up64(address, page()).error, expected(EACCES));
  EXPECT_EQ(look_up64(reinterpret_cast<void*>(UINTPTR_MAX), 1).error, expected(EACCES));
}

TEST_F(OffsetTest, ForeignDescriptorFailsWithEbadfBeforeAnythingElse) {
  EXPECT_EQ(look_up(table().mem_offset64, nullptr, 0, 0).error, EBADF);
  EXPECT_EQ(look_up(table().mem_offset, nullptr, 0, 999).error, EBADF);
}

TEST_F(OffsetTest, PageThatWasOnlyReadIsNotToldAsTheZeroPage) {
  const Memory memory(*this, MAPPROOF_MEMORY_LAZY, page());
  lock(memory.at(0), page());
  EXPECT_EQ(*static_cast<volatile char*>(memory.at(0)), 0);

  const Lookup found = look_up64(memory.at(0), page());
  ASSERT_EQ(found.error, expected(0));
  memory.store(0, 1);

  if (hidden()) return;
  EXPECT_EQ(static_cast<std::uint64_t>(found.offset), witness(memory.at(0)));
}

TEST_F(OffsetTest, PageThatMayNotBeWrittenIsNotToldAsTheZeroPage) {
  char* const pages = static_cast<char*>(mmap(nullptr, 2 * page(), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  lock(pages, 2 * page());
  EXPECT_EQ(pages[0] + pages[page()], 0);

  const Lookup one = look_up64(pages, 1), other = look_up64(pages + page(), 1);
  ASSERT_EQ(mprotect(pages, page(), PROT_READ | PROT_WRITE), 0);
  pages[0] = 1;

  EXPECT_EQ(one.error, expected(0));
  EXPECT_EQ(other.error, expected(0));
  if (!hidden()) {
    EXPECT_NE(one.offset, other.offset);
    EXPECT_EQ(static_cast<std::uint64_t>(one.offset), witness(pages));
  }
  EXPECT_EQ(pages[page()], 0);
  munmap(pages, 2 * page());
}

TEST_F(OffsetTest, RunOfFragmentedMemoryEndsWithItsPage) {
  if (hidden()) return expect_no_memory(MAPPROOF_MEMORY_FRAGMENTED);
  const Memory memory(*this, MAPPROOF_MEMORY_FRAGMENTED, 8 * page());
  lock(memory.at(0), 8 * page());

  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(look_up64(memory.at(i * page() + 10), SIZE_MAX).contig_length, page() - 10);
  }
}

TEST_F(OffsetTest, RunOfContiguousMemoryEndsWhereTheLockEnds) {
  if (hidden()) return expect_no_memory(MAPPROOF_MEMORY_CONTIGUOUS);
  const Memory memory(*this, MAPPROOF_MEMORY_CONTIGUOUS, 200 * page());
  lock(memory.at(0), 200 * page());
  EXPECT_EQ(look_up64(memory.at(7), 150 * page()).contig_length, 150 * page());
  unlock(memory.at(100 * page()), page());
  unlock(memory.at(3 * page()), page());

  EXPECT_EQ(look_up64(memory.at(0), SIZE_MAX).contig_length, 3 * page());
  EXPECT_EQ(look_up64(memory.at(4 * page()), SIZE_MAX).contig_length, 96 * page());
}

TEST_F(OffsetTest, LargePageIsOneRun) {
  if (hidden()) return expect_no_memory(MAPPROOF_MEMORY_LARGE);
  const std::size_t large = large_page();
  if (large == 0) return expect_no_memory(MAPPROOF_MEMORY_LARGE);
  const Memory memory(*this, MAPPROOF_MEMORY_LARGE, 2 * large);
  lock(memory.at(0), 2 * large);

  for (const std::size_t start : {std::size_t{0}, large}) {
    const auto found = look_up64(memory.at(start), large);
    EXPECT_EQ(found.contig_length, large);
    EXPECT_EQ(static_cast<std::uint64_t>(found.offset) % large, 0u);
  }
}

TEST_F(OffsetTest, NullResultsAndZeroLengthAreFine) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  lock(memory.at(0), page());
  const mapproof_offset_request nothing{memory.at(0), page(), nullptr, nullptr, nullptr, MAPPROOF_NOFD, 0};

  EXPECT_EQ(table().mem_offset64(handle(), &nothing).error, expected(0));
  const Lookup found = look_up64(memory.at(0), 0);
  EXPECT_EQ(found.error, expected(0));
  EXPECT_EQ(found.contig_length, hidden() ? Lookup().contig_length : 0u);
}

TEST_F(OffsetTest, AddressAbove2GibOverflowsTheNarrowForm) {
  if (hidden()) return expect_no_memory(MAPPROOF_MEMORY_ABOVE_4G);
  const Memory memory(*this, MAPPROOF_MEMORY_ABOVE_4G, page());
  lock(memory.at(0), page());

  const Lookup narrow = look_up(table().mem_offset, memory.at(0), page(), MAPPROOF_NOFD);

  EXPECT_EQ(narrow.error, EOVERFLOW);
  EXPECT_EQ(narrow.offset, Lookup().offset);
  EXPECT_EQ(narrow.contig_length, page());
  EXPECT_EQ(look_up64(memory.at(0), page()).error, 0);
}

TEST_F(OffsetTest, ChildSeesItsOwnPagesAndInheritsNoLock) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  lock(memory.at(0), page());
  memory.store(0, 1);

  const int failures = failures_in_child([&] {
    int wrong = look_up64(memory.at(0), page()).error != expected(EAGAIN);
    lock(memory.at(0), page());
    memory.store(0, 2);
    const Lookup found = look_up64(memory.at(0), page());
    wrong += found.error != expected(0);
    if (!hidden()) wrong += static_cast<std::uint64_t>(found.offset) != witness(memory.at(0));
    return wrong;
  });

  EXPECT_EQ(failures, 0);
}

TEST_F(OffsetTest, ExtentsAreTheRunsOneByOne) {
  if (hidden()) return expect_no_memory(MAPPROOF_MEMORY_FRAGMENTED);
  const Memory memory(*this, MAPPROOF_MEMORY_FRAGMENTED, 8 * page());
  lock(memory.at(0), 8 * page());
  mapproof_extent extents[8];
  std::size_t covered = 0;
  const mapproof_extents_request request{memory.at(16), 7 * page(), extents, 8, &covered};

  ASSERT_EQ(table().mem_extents(handle(), &request).value, 8);

  EXPECT_EQ(covered, 7 * page());
  for (std::size_t i = 0, at = 16; i < 8; at += extents[i++].length) {
    const Lookup found = look_up64(memory.at(at), 8 * page() - at);
    EXPECT_EQ(extents[i].physical, static_cast<std::uint64_t>(found.offset));
    EXPECT_EQ(extents[i].length, i == 7 ? 16 : found.contig_length);
  }
}

TEST_F(OffsetTest, ExtentsOfPagesThatMayNotBeWrittenAreNotTheZeroPage) {
  if (hidden()) return expect_no_memory(MAPPROOF_MEMORY_FRAGMENTED);
  constexpr std::size_t count = 4;
  char* const pages = static_cast<char*>(mmap(nullptr, count * page(), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  lock(pages, count * page());
  mapproof_extent extents[count];
  std::size_t covered = 0;
  const mapproof_extents_request request{pages, count * page(), extents, count, &covered};

  const int found = table().mem_extents(handle(), &request).value;

  EXPECT_EQ(covered, count * page());
  const char* at = pages;
  for (int i = 0; i < found; at += extents[i++].length) {
    const std::uint64_t last = extents[i].physical + extents[i].length - page();
    EXPECT_EQ(extents[i].physical, witness(at));
    EXPECT_EQ(last, witness(at + extents[i].length - page()));
    EXPECT_EQ(static_cast<std::uint64_t>(look_up64(at, 1).offset), extents[i].physical);
  }
  munmap(pages, count * page());
}

TEST_F(OffsetTest, FloorNamesTheSamePage) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  lock(memory.at(0), page());
  if (hidden()) return;

  EXPECT_EQ(look_up(table().floor_offset, memory.at(0), page(), MAPPROOF_NOFD).offset,
            look_up64(memory.at(0), page()).offset);
}

}  // namespace
}  // namespace mapproof::lnx
