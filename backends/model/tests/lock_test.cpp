// The lock family, what locks everything at once, and compaction.
// SPDX-License-Identifier: Apache-2.0
#include "model_test.hpp"

namespace mapproof::model_tests {
namespace {

class LockTest : public ModelTest {
 protected:
  int control(std::uint32_t command, std::int32_t thread = 0, std::uint32_t level = 1) const {
    const mapproof_thread_control_request request{command, thread, level, 0};
    return table->thread_control(session, &request).error;
  }
};

TEST_F(LockTest, RangeErrors) {
  char* const bytes = memory(MAPPROOF_MEMORY_CONTIGUOUS, 3 * page);
  const mapproof_protect_request none{bytes + 2 * page, page, MAPPROOF_PROT_NONE, 0};
  ASSERT_EQ(table->mprotect(session, &none).error, 0);

  EXPECT_EQ(lock(bytes + 1, page), EINVAL);
  EXPECT_EQ(lock(bytes, 3 * page), ENOMEM);  // not accessible
  EXPECT_EQ(lock(bytes, 2 * page), 0);
  unmap(bytes + page, page);
  EXPECT_EQ(lock(bytes, 2 * page), ENOMEM);  // a hole
  EXPECT_EQ(unlock(bytes, 2 * page), ENOMEM);
  EXPECT_EQ(unlock(bytes, page), 0);
  EXPECT_EQ(lock(bytes, SIZE_MAX - page), ENOMEM);
}

TEST_F(LockTest, LengthZeroInsideAMappingChangesNothing) {
  char* const bytes = locked_memory(MAPPROOF_MEMORY_CONTIGUOUS, 2 * page);

  EXPECT_EQ(unlock(bytes + page, 0), 0);

  EXPECT_EQ(offset64(bytes, 2 * page).contig, 2 * page);
}

TEST_F(LockTest, LimitIsEnomemAndChangesNothing) {
  char* const bytes = memory(MAPPROOF_MEMORY_CONTIGUOUS, 4 * page);
  provoke(MAPPROOF_LOCK_LIMIT, 2 * page);

  EXPECT_EQ(lock(bytes, 3 * page), ENOMEM);
  EXPECT_EQ(offset64(bytes, page).error, EAGAIN);
  EXPECT_EQ(lock(bytes, 2 * page), 0);
  EXPECT_EQ(lock(bytes, 2 * page), 0);  // already counted
  EXPECT_EQ(lock(bytes + 2 * page, page), ENOMEM);
  EXPECT_EQ(lock_all(MAPPROOF_LOCK_CURRENT), ENOMEM);
  unlock(bytes, page);
  EXPECT_EQ(lock(bytes + 2 * page, page), 0);
}

TEST_F(LockTest, LimitOfTheTargetComesBack) {
  open("model:standard,lock_limit=4096");
  char* const bytes = memory(MAPPROOF_MEMORY_CONTIGUOUS, 2 * page);
  EXPECT_EQ(lock(bytes, 2 * page), ENOMEM);
  provoke(MAPPROOF_LOCK_LIMIT, 2 * page);
  EXPECT_EQ(lock(bytes, 2 * page), 0);
  unlock(bytes, 2 * page);
  provoke(MAPPROOF_LOCK_LIMIT, 0, false);
  EXPECT_EQ(lock(bytes, 2 * page), ENOMEM);
}

TEST_F(LockTest, PassingReasonIsEagainOnce) {
  char* const bytes = memory(MAPPROOF_MEMORY_CONTIGUOUS, page);
  provoke(MAPPROOF_LOCK_NOT_NOW);

  EXPECT_EQ(lock(bytes, page), EAGAIN);
  EXPECT_EQ(lock(bytes, page), 0);
}

TEST_F(LockTest, PrivilegeIsNeededToLockOnly) {
  char* const bytes = locked_memory(MAPPROOF_MEMORY_CONTIGUOUS, page);
  provoke(MAPPROOF_WITHOUT_LOCK_PRIVILEGE);

  EXPECT_EQ(lock(bytes, page), EPERM);
  EXPECT_EQ(lock_all(MAPPROOF_LOCK_CURRENT), EPERM);
  EXPECT_EQ(lock_all(0), EINVAL);
  EXPECT_EQ(lock_all(8), EINVAL);
  EXPECT_EQ(unlock(bytes, page), 0);
  EXPECT_EQ(table->munlockall(session).error, 0);
}

TEST_F(LockTest, WhereAllIsLockedOnlyTheRangeCanBeWrong) {
  open("model:", "qnx-8.0");
  char* const bytes = memory(MAPPROOF_MEMORY_ANONYMOUS, 2 * page);
  char* const lazy = memory(MAPPROOF_MEMORY_LAZY, 2 * page);
  provoke(MAPPROOF_WITHOUT_LOCK_PRIVILEGE);
  provoke(MAPPROOF_LOCK_LIMIT, 0);
  provoke(MAPPROOF_LOCK_NOT_NOW);

  EXPECT_EQ(lock(bytes, 2 * page), 0);
  EXPECT_EQ(lock(bytes + 1, page), EINVAL);
  EXPECT_EQ(lock(lazy, page), ENOMEM);
  lazy[0] = 1;
  EXPECT_EQ(lock(lazy, page), 0);
  EXPECT_EQ(lock(lazy, 2 * page), ENOMEM);
  unmap(bytes + page, page);
  EXPECT_EQ(lock(bytes, 2 * page), ENOMEM);
}

TEST_F(LockTest, LockAllCoversWhatItSays) {
  char* const before = memory(MAPPROOF_MEMORY_CONTIGUOUS, page);
  lock_all(MAPPROOF_LOCK_CURRENT);
  char* const between = memory(MAPPROOF_MEMORY_CONTIGUOUS, page);
  lock_all(MAPPROOF_LOCK_FUTURE);
  char* const after = memory(MAPPROOF_MEMORY_ANONYMOUS, page);

  EXPECT_EQ(offset64(before, page).error, 0);
  EXPECT_EQ(offset64(between, page).error, EAGAIN);
  EXPECT_EQ(offset64(after, page).error, 0);
  table->munlockall(session);
  EXPECT_EQ(offset64(before, page).error, EAGAIN);
  EXPECT_EQ(offset64(after, page).error, EAGAIN);
  EXPECT_EQ(offset64(memory(MAPPROOF_MEMORY_CONTIGUOUS, page), page).error, EAGAIN);
}

TEST_F(LockTest, UnmappingDropsTheLock) {
  provoke(MAPPROOF_LOCK_LIMIT, page);
  char* const bytes = locked_memory(MAPPROOF_MEMORY_CONTIGUOUS, page);
  unmap(bytes, page);

  EXPECT_EQ(lock(memory(MAPPROOF_MEMORY_CONTIGUOUS, page), page), 0);
}

TEST_F(LockTest, ChildDoesNotInheritLocks) {
  char* const bytes = locked_memory(MAPPROOF_MEMORY_CONTIGUOUS, page);
  lock_all(MAPPROOF_LOCK_FUTURE);

  EXPECT_TRUE(holds_in_child([&] {
    const bool unlocked = offset64(bytes, page).error == EAGAIN;
    return unlocked && offset64(memory(MAPPROOF_MEMORY_CONTIGUOUS, page), page).error == EAGAIN &&
           lock(bytes, page) == 0 && offset64(bytes, page).error == 0;
  }));
  EXPECT_EQ(offset64(bytes, page).error, 0);
}

TEST_F(LockTest, IoPrivilegeSuperlocksTheProcess) {
  char* const bytes = memory(MAPPROOF_MEMORY_CONTIGUOUS, page);
  EXPECT_EQ(control(99), EINVAL);
  EXPECT_EQ(control(MAPPROOF_THREAD_IO, 2), ENOTSUP);
  provoke(MAPPROOF_WITHOUT_IO_PRIVILEGE);
  EXPECT_EQ(control(MAPPROOF_THREAD_IO), EPERM);
  EXPECT_EQ(offset64(bytes, page).error, EAGAIN);
  provoke(MAPPROOF_WITHOUT_IO_PRIVILEGE, 0, false);

  EXPECT_EQ(control(MAPPROOF_THREAD_IO), 0);

  EXPECT_EQ(offset64(bytes, page).error, 0);
}

TEST_F(LockTest, UnlockedFramesMoveAndKeepTheirContent) {
  char* const loose = memory(MAPPROOF_MEMORY_ABOVE_4G, 4 * page);
  char* const fast = locked_memory(MAPPROOF_MEMORY_ABOVE_4G, page);
  const std::uint64_t loose_was = physical_of(loose);
  const std::uint64_t fast_was = physical_of(fast);
  loose[3 * page + 1] = 'k';

  EXPECT_EQ(provoke(MAPPROOF_FRAMES_MOVE), 0);

  EXPECT_NE(physical_of(loose), loose_was);
  EXPECT_GE(physical_of(loose), UINT64_C(0x100000000));
  EXPECT_EQ(physical_of(fast), fast_was);
  EXPECT_EQ(loose[3 * page + 1], 'k');
  EXPECT_EQ(mapped(physical_of(loose + 3 * page), page)[1], 'k');
}

}  // namespace
}  // namespace mapproof::model_tests
