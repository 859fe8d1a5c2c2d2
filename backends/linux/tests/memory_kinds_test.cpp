// A lookup of each kind of memory that Linux has, against what the kernel shows of the page.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "huge_pages.hpp"
#include "linux/io/descriptor.hpp"
#include "linux_fixture.hpp"

namespace mapproof::lnx {
namespace {

constexpr std::size_t huge = std::size_t{2} << 20;

class MemoryKindsTest : public LinuxTest {
 protected:
  void SetUp() override {
    open("");
    if (!session().knows_frames) GTEST_SKIP() << facts().no_offset;
  }
  void TearDown() override {
    for (const auto& [memory, length] : mapped_) munmap(memory, length);
  }

  char* map(std::size_t length, int protection, int flags, int file = -1) {
    void* const memory = mmap(nullptr, length, protection, flags, file, 0);
    if (memory == MAP_FAILED) return nullptr;
    mapped_.emplace_back(memory, length);
    return static_cast<char*>(memory);
  }
  // On a border of huge pages, so that one can lie there.
  char* map_for_huge_page(int advice) {
    char* const memory = map(2 * huge, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
    char* const start = memory + (huge - reinterpret_cast<std::uintptr_t>(memory) % huge) % huge;
    madvise(start, huge, advice);
    return start;
  }
  Lookup find(const void* address, std::size_t length = 1) const {
    const Lookup found = look_up64(address, length);
    EXPECT_EQ(found.error, 0);
    EXPECT_EQ(static_cast<std::uint64_t>(found.offset), witness(address));
    return found;
  }

 private:
  std::vector<std::pair<void*, std::size_t>> mapped_;
};

TEST_F(MemoryKindsTest, AnonymousAndShared) {
  for (const int sharing : {MAP_PRIVATE, MAP_SHARED}) {
    char* const memory = map(2 * page(), PROT_READ | PROT_WRITE, sharing | MAP_ANONYMOUS);
    memory[0] = 'a';
    lock(memory, 2 * page());

    EXPECT_NE(find(memory + 7).offset, find(memory + page() + 7).offset);
  }
}

TEST_F(MemoryKindsTest, FileIsFoundInTheCacheAndAPrivateCopyOfItElsewhere) {
  const Descriptor file(memfd_create("memory_kinds_test", MFD_CLOEXEC));
  ASSERT_EQ(ftruncate(file.number(), static_cast<off_t>(page())), 0);
  char* const shared = map(page(), PROT_READ | PROT_WRITE, MAP_SHARED, file.number());
  char* const again = map(page(), PROT_READ, MAP_SHARED, file.number());
  char* const copy = map(page(), PROT_READ | PROT_WRITE, MAP_PRIVATE, file.number());
  shared[9] = 'f';
  for (const char* const memory : {shared, again, copy}) lock(memory, page());

  EXPECT_EQ(find(shared + 9).offset, find(again + 9).offset);
  EXPECT_NE(find(shared + 9).offset, find(copy + 9).offset);
  EXPECT_EQ(copy[9], 'f');
}

TEST_F(MemoryKindsTest, HugePageIsOneRunAndCountsAsLocked) {
  const ReservedHugePages reserved(2);
  char* const memory = map(2 * huge, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB);
  if (memory == nullptr) GTEST_SKIP() << "no huge pages can be reserved here: " << reserved.reason();
  memory[0] = memory[huge] = 'h';

  EXPECT_EQ(find(memory, huge).contig_length, huge);
  EXPECT_EQ(find(memory + huge - page(), page()).contig_length, page());
  EXPECT_EQ(find(memory + 5, SIZE_MAX).contig_length % huge, huge - 5);
}

TEST_F(MemoryKindsTest, TransparentHugePageIsOneRun) {
  char* const memory = map_for_huge_page(MADV_HUGEPAGE);
  memory[0] = 't';
  lock(memory, huge);
  if (witness(memory) % huge != 0) GTEST_SKIP() << "the kernel gave no huge page";

  EXPECT_EQ(find(memory, huge).contig_length, huge);
  EXPECT_EQ(find(memory + 3 * page() + 1, huge - 3 * page() - 1).contig_length, huge - 3 * page() - 1);
}

TEST_F(MemoryKindsTest, Stack) {
  alignas(64) char here[64] = "stack";
  lock(here, sizeof here);

  find(here);
  find(here + sizeof here - 1);
}

TEST_F(MemoryKindsTest, PageWithoutAnyAccessKeepsItsFrame) {
  char* const memory = map(page(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  lock(memory, page());
  const Lookup before = find(memory);
  ASSERT_EQ(mprotect(memory, page(), PROT_NONE), 0);

  EXPECT_EQ(find(memory).offset, before.offset);
}

TEST_F(MemoryKindsTest, AddressChangesWhenAPageIsCopiedOnWrite) {
  char* const memory = map(page(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  memory[0] = 'p';
  lock(memory, page());
  const std::int64_t before = find(memory).offset;

  // The child lives while this process writes, so that they cannot go on sharing.
  const int wrong_in_child = with_child([&] { return static_cast<int>(memory[0] != 'p'); }, [&] { memory[0] = 'q'; });

  EXPECT_EQ(wrong_in_child, 0);
  EXPECT_NE(find(memory).offset, before);
}

TEST_F(MemoryKindsTest, LookupAfterForkNamesTheFrameThatStays) {
  char* const memory = map(page(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  memory[0] = 'p';
  lock(memory, page());

  std::int64_t shared = 0, written = 0;
  with_child([] { return 0; },
             [&] {
               shared = find(memory).offset;
               memory[0] = 'q';
               written = find(memory).offset;
             });

  EXPECT_EQ(shared, written);
}

TEST_F(MemoryKindsTest, PageThatMovedWhileItWasUnlockedIsFoundWhereItIs) {
  char* const memory = map_for_huge_page(MADV_NOHUGEPAGE);
  for (std::size_t at = 0; at < huge; at += page()) memory[at] = 'm';
  lock(memory, huge);
  const std::int64_t before = find(memory + page()).offset;
  unlock(memory, huge);
  EXPECT_EQ(look_up64(memory, 1).error, EAGAIN);

  // The kernel moves all of the small pages into a huge one.
  madvise(memory, huge, MADV_HUGEPAGE);
  if (madvise(memory, huge, 25 /* MADV_COLLAPSE, Linux 6.1 */) != 0) GTEST_SKIP() << "this kernel moves no pages";
  lock(memory, huge);

  EXPECT_NE(find(memory + page()).offset, before);
  EXPECT_EQ(memory[page()], 'm');
}

}  // namespace
}  // namespace mapproof::lnx
