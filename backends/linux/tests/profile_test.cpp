// What the documents of other releases say of lookups and locks, followed if the session's profile asks for it.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>

#include "linux_fixture.hpp"

namespace mapproof::lnx {
namespace {

class ProfileTest : public LinuxTest {
 protected:
  int expected(int error) const { return session().knows_frames ? error : EPERM; }
  bool is_where_the_kernel_says(const void* address) const {
    const Lookup found = look_up64(address, 1);
    return found.error == 0 && static_cast<std::uint64_t>(found.offset) == witness(address);
  }
  int lock_error(const void* address) const {
    const mapproof_lock_request request{address, page()};
    return table().mlock(handle(), &request).error;
  }
};

class WithoutLocks : public ProfileTest, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override { open("", false, Paths(), GetParam()); }
};

TEST_P(WithoutLocks, UnlockedMemoryIsFoundAndBroughtIn) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, 2 * page());
  memory.store(0, 1);

  EXPECT_EQ(look_up64(memory.at(0), 1).error, expected(0));
  EXPECT_EQ(look_up64(memory.at(page()), 1).error, expected(0));
  if (!session().knows_frames) return;
  EXPECT_TRUE(is_where_the_kernel_says(memory.at(page() + 5)));
}

TEST_P(WithoutLocks, PageStaysWhereItWasFoundWhenItIsWritten) {
  if (!session().knows_frames) return;
  const Memory copy(*this, MAPPROOF_MEMORY_COPY, page());
  EXPECT_EQ(*static_cast<volatile char*>(copy.at(7)), 7);

  const Lookup before = look_up64(copy.at(0), 1);
  copy.store(0, 1);

  EXPECT_EQ(before.error, 0);
  EXPECT_EQ(static_cast<std::uint64_t>(before.offset), witness(copy.at(0)));
  EXPECT_EQ(*static_cast<volatile char*>(copy.at(7)), 7);
}

TEST_P(WithoutLocks, PageWithoutAnyAccessIsGivenAFrame) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  ASSERT_EQ(mprotect(memory.at(0), page(), PROT_NONE), 0);

  EXPECT_EQ(look_up64(memory.at(0), 1).error, expected(0));
}

TEST_P(WithoutLocks, UntouchedLazyPageIsStillRefused) {
  const Memory lazy(*this, MAPPROOF_MEMORY_LAZY, page());
  EXPECT_EQ(look_up64(lazy.at(0), 1).error, expected(EACCES));

  lazy.store(0, 1);

  EXPECT_EQ(look_up64(lazy.at(0), 1).error, expected(0));
}

TEST_P(WithoutLocks, RunGoesOnPastALock) {
  if (!session().knows_frames) return;
  const Memory memory(*this, MAPPROOF_MEMORY_CONTIGUOUS, 40 * page());
  lock(memory.at(0), 3 * page());

  EXPECT_EQ(look_up64(memory.at(0), 40 * page()).contig_length, 40 * page());
}

INSTANTIATE_TEST_SUITE_P(Releases, WithoutLocks, testing::Values("qnx-6.5", "qnx-6.6", "qnx-8.0", "obs64"));

TEST_F(ProfileTest, LockThatOnlyLooksNeedsNoRightAndWantsMemory) {
  open("", false, Paths(), "qnx-8.0");
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  const Memory lazy(*this, MAPPROOF_MEMORY_LAZY, page());
  const Memory closed(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  ASSERT_EQ(mprotect(closed.at(0), page(), PROT_NONE), 0);
  ASSERT_EQ(provoke(MAPPROOF_WITHOUT_LOCK_PRIVILEGE, true).error, 0);

  const int error = lock_error(memory.at(0));
  ASSERT_EQ(provoke(MAPPROOF_WITHOUT_LOCK_PRIVILEGE, false).error, 0);

  EXPECT_EQ(error, 0);
  EXPECT_EQ(lock_error(lazy.at(0)), ENOMEM);
  EXPECT_EQ(lock_error(closed.at(0)), ENOMEM);
  EXPECT_EQ(lock_error(nullptr), ENOMEM);
  lazy.store(0, 1);
  EXPECT_EQ(lock_error(lazy.at(0)), 0);
}

TEST_F(ProfileTest, PlaceInRamIsToldWithTheDescriptorOfTheFile) {
  open("", false, Paths(), "qnx-7.1b");
  const int file = memfd_create("profile_test", MFD_CLOEXEC);
  ASSERT_EQ(ftruncate(file, static_cast<off_t>(page())), 0);
  const mapproof_mmap_request request{
      nullptr, page(), 0, MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE, MAPPROOF_MAP_SHARED, 0, 0, file, 0};
  void* const bytes = table().mmap(handle(), &request).value;
  lock(bytes, page());
  std::int64_t offset = -7;
  int fildes = -7;
  const mapproof_offset_request question{bytes, page(), &offset, nullptr, &fildes, 999, 0};

  EXPECT_EQ(table().posix_mem_offset64(handle(), &question).error, expected(0));

  if (session().knows_frames) {
    EXPECT_EQ(static_cast<std::uint64_t>(offset), witness(bytes));
    EXPECT_EQ(fildes, file);
  }
  munmap(bytes, page());
  ::close(file);
}

}  // namespace
}  // namespace mapproof::lnx
