// What mlock() and mlockall() lock, and what a lookup finds then.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "linux_fixture.hpp"

namespace mapproof::lnx {
namespace {

class LockTest : public LinuxTest {
 protected:
  void SetUp() override { open(""); }

  int expected(int error) const { return session().knows_frames ? error : EPERM; }
  int lock_error(const void* address, std::size_t length) const {
    const mapproof_lock_request request{address, length};
    return table().mlock(handle(), &request).error;
  }
  // Without CAP_IPC_LOCK the whole address space exceeds the limit.
  bool lock_all(std::uint32_t flags) const {
    const mapproof_lock_all_request request{flags, 0};
    const mapproof_status_outcome outcome = table().mlockall(handle(), &request);
    EXPECT_TRUE(outcome.value == 0 || outcome.error == ENOMEM || outcome.error == EPERM) << outcome.error;
    return outcome.value == 0;
  }
  void unlock_all() const { EXPECT_EQ(table().munlockall(handle()).value, 0); }
  int error_of(const Memory& memory, std::size_t offset = 0) const { return look_up64(memory.at(offset), 1).error; }
};

TEST_F(LockTest, LazyPageFailsWithEaccesLockedOrNotUntilItIsTouched) {
  const Memory memory(*this, MAPPROOF_MEMORY_LAZY, 2 * page());
  EXPECT_EQ(look_up64(memory.at(0), page()).error, expected(EACCES));
  lock(memory.at(0), 2 * page());
  EXPECT_EQ(look_up64(memory.at(0), page()).error, expected(EACCES));

  memory.store(0, 1);

  EXPECT_EQ(look_up64(memory.at(0), page()).error, expected(0));
  EXPECT_EQ(look_up64(memory.at(page()), page()).error, expected(EACCES));
}

TEST_F(LockTest, PageLockedOnFaultBehindThisBackendFailsWithEacces) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  ASSERT_EQ(mlock2(memory.at(0), page(), MLOCK_ONFAULT), 0);

  EXPECT_EQ(look_up64(memory.at(0), page()).error, expected(EACCES));
}

TEST_F(LockTest, LockAllCoversWhatIsThereAndWhatComesAndKeepsLazyMemoryLazy) {
  const Memory present(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  const Memory lazy(*this, MAPPROOF_MEMORY_LAZY, page());
  const mapproof_lock_all_request both{MAPPROOF_LOCK_CURRENT | MAPPROOF_LOCK_FUTURE, 0};
  const mapproof_status_outcome outcome = table().mlockall(handle(), &both);
  if (outcome.value != 0) {  // without CAP_IPC_LOCK the whole address space exceeds the limit
    EXPECT_TRUE(outcome.error == ENOMEM || outcome.error == EPERM) << outcome.error;
    return;
  }

  const Memory later(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  const Memory later_lazy(*this, MAPPROOF_MEMORY_LAZY, page());

  EXPECT_EQ(look_up64(present.at(0), page()).error, expected(0));
  EXPECT_EQ(look_up64(lazy.at(0), page()).error, expected(EACCES));
  EXPECT_EQ(look_up64(later.at(0), page()).error, expected(0));
  EXPECT_EQ(look_up64(later_lazy.at(0), page()).error, expected(EACCES));
  EXPECT_EQ(table().munlockall(handle()).value, 0);
  EXPECT_EQ(look_up64(present.at(0), page()).error, expected(EAGAIN));
}

TEST_F(LockTest, LockAllRefusesNothingAndNonsense) {
  const mapproof_lock_all_request nothing{0, 0};
  const mapproof_lock_all_request nonsense{MAPPROOF_LOCK_CURRENT, 4};

  EXPECT_EQ(table().mlockall(handle(), &nothing).error, EINVAL);
  EXPECT_EQ(table().mlockall(handle(), &nonsense).error, EINVAL);
}

TEST_F(LockTest, PagesWithoutAnyAccessAreRefusedLazyOrNot) {
  for (const mapproof_memory_kind kind : {MAPPROOF_MEMORY_ANONYMOUS, MAPPROOF_MEMORY_LAZY}) {
    const Memory memory(*this, kind, 3 * page());
    ASSERT_EQ(mprotect(memory.at(page()), page(), PROT_NONE), 0);

    EXPECT_EQ(lock_error(memory.at(0), 3 * page()), ENOMEM) << kind;
    EXPECT_EQ(lock_error(memory.at(2 * page()), page()), 0) << kind;
  }
}

TEST_F(LockTest, LockOfThePresentTakesNothingBackFromTheFuture) {
  if (!lock_all(MAPPROOF_LOCK_CURRENT) || !lock_all(MAPPROOF_LOCK_FUTURE)) return;
  EXPECT_TRUE(lock_all(MAPPROOF_LOCK_CURRENT));
  const Memory later(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  const int error = error_of(later);
  unlock_all();

  EXPECT_EQ(error, expected(0));
}

TEST_F(LockTest, LockOfThePresentPromisesNothingOfTheFuture) {
  if (!lock_all(MAPPROOF_LOCK_CURRENT)) return;
  const Memory later(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  const int error = error_of(later);
  unlock_all();

  EXPECT_EQ(error, expected(EAGAIN));
}

TEST_F(LockTest, SharedMemoryThatIsBornLockedIsFound) {
  if (!lock_all(MAPPROOF_LOCK_FUTURE)) return;
  const Memory shared(*this, MAPPROOF_MEMORY_SHARED, 2 * page());
  const int error = error_of(shared, page());
  unlock_all();

  EXPECT_EQ(error, expected(0));
}

TEST_F(LockTest, NoBytesInTheMiddleOfAPageAreNoPage) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  lock(memory.at(100), 0);

  EXPECT_EQ(error_of(memory), expected(EAGAIN));

  lock(memory.at(0), page());
  unlock(memory.at(100), 0);
  EXPECT_EQ(error_of(memory), expected(0));
}

TEST_F(LockTest, LazyMemoryIsKnownThoughAPartOfOtherLazyMemoryWasReplaced) {
  void* parts = nullptr;
  const mapproof_memory_request three{MAPPROOF_MEMORY_LAZY, -1, 3 * page()};
  ASSERT_EQ(table().memory_acquire(handle(), &three, &parts).error, 0);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(table().memory_release(handle(), static_cast<char*>(parts) + i * page(), page()).error, 0);
  }

  const Memory lazy(*this, MAPPROOF_MEMORY_LAZY, page());

  EXPECT_EQ(error_of(lazy), expected(EACCES));
}

}  // namespace
}  // namespace mapproof::lnx
