// Checks: from 7.0 on a lookup needs locked memory, and what counts as locked.
// SPDX-License-Identifier: Apache-2.0
#include "lookup.hpp"

namespace mapproof {

CHECK_BOTH_FORMS(MOF_09, UnlockedMemoryFailsWithEagain) {
  void* const memory = resident_memory(page());

  expect_refused([&] { return look_up(memory, page()); },
                 [&] {
                   lock(memory, page());
                   return look_up_anywhere(memory, page());
                 });
}

CHECK_BOTH_FORMS(MOF_09, UnlockedNeighbourOfALockedPageFailsWithEagain) {
  void* const memory = resident_memory(2 * page());
  lock(memory, page());

  expect_refused([&] { return look_up(at(memory, page()), page()); }, [&] { return look_up_anywhere(memory, page()); });
}

CHECK_LOOKUP(MOF_35, UnlockedTailFailsWithEagainOrTheRunIsTrue) {
  void* const memory = resident_memory(MAPPROOF_MEMORY_CONTIGUOUS, 2 * page());
  lock(memory, page());
  require_reach(memory, 2 * page());
  const auto ask = [&] { return look_up(memory, 2 * page()); };
  if (expect_refused_or_granted(ask, [&] { return look_up(memory, page()); })) return;

  const auto found = given(ask());

  EXPECT_EQ(found.physical, physical_of(memory));
  EXPECT_TRUE(found.contig_length == page() || found.contig_length == 2 * page()) << found.contig_length;
}

CHECK_BOTH_FORMS(MOF_11, LockedMemorySucceeds) {
  void* const memory = resident_memory(page());
  given(session().lock(memory, page()));

  const auto found = look_up_anywhere(memory, page());

  EXPECT_THAT(found, succeeds());
}

CHECK_BOTH_FORMS(MOF_11, LockedSharedMemorySucceeds) {
  void* const memory = resident_memory(MAPPROOF_MEMORY_SHARED, page());
  given(session().lock(memory, page()));

  const auto found = look_up_anywhere(memory, page());

  EXPECT_THAT(found, succeeds());
}

CHECK_BOTH_FORMS(MOF_12, UnlockedAgainFailsWithEagain) {
  void* const memory = resident_memory(page());
  given(session().lock(memory, page()));
  given(session().unlock(memory, page()));

  expect_refused([&] { return look_up(memory, page()); },
                 [&] {
                   lock(memory, page());
                   return look_up_anywhere(memory, page());
                 });
}

CHECK_BOTH_FORMS(MOF_12, OneUnlockUndoesTwoLocks) {
  void* const memory = resident_memory(page());
  given(session().lock(memory, page()));
  given(session().lock(memory, page()));
  given(session().unlock(memory, page()));

  expect_refused([&] { return look_up(memory, page()); },
                 [&] {
                   lock(memory, page());
                   return look_up_anywhere(memory, page());
                 });
}

CHECK_BOTH_FORMS(MOF_13, LockAllCoversPresentMappings) {
  void* const memory = resident_memory(page());
  const mapproof_lock_all_request current{MAPPROOF_LOCK_CURRENT, 0};
  if (session().table().mlockall(session().handle(), &current).value == -1) {
    throw Unresolved{"the process could not be locked"};
  }

  const auto found = look_up_anywhere(memory, page());

  EXPECT_THAT(found, succeeds());
}

CHECK_BOTH_FORMS(MOF_13, LockAllCoversLaterMappings) {
  const mapproof_lock_all_request future{MAPPROOF_LOCK_FUTURE, 0};
  if (session().table().mlockall(session().handle(), &future).value == -1) {
    throw Unresolved{"the process could not be locked"};
  }
  void* const memory = resident_memory(page());

  const auto found = look_up_anywhere(memory, page());

  EXPECT_THAT(found, succeeds());
}

CHECK_BOTH_FORMS(MOF_14, IoPrivilegeCountsAsALock) {
  if (!session().has(&mapproof_backend::thread_control)) throw Untested{"threads cannot ask for I/O privilege here."};
  void* const memory = resident_memory(page());
  const mapproof_thread_control_request io{MAPPROOF_THREAD_IO, 0, 0, 0};
  const mapproof_status_outcome granted = session().table().thread_control(session().handle(), &io);
  if (granted.value == -1) throw Untested{"I/O privilege was refused: " + errno_name(granted.error) + "."};

  const auto found = look_up_anywhere(memory, page());

  EXPECT_THAT(found, succeeds());
}

CHECK_BOTH_FORMS(MOF_15, ChildDoesNotInheritTheLock) {
  void* const memory = locked_memory(page());

  expect_refused([&] { return in_child([&] { return look_up_anywhere(memory, page()); }); },
                 [&] { return look_up_anywhere(memory, page()); });
}

CHECK_BOTH_FORMS(MOF_15, ChildMayLockForItself) {
  void* const memory = locked_memory(page());

  expect_granted([&] {
    return in_child([&]() -> Result<Offset> {
      const auto locked = session().lock(memory, page());
      if (!locked) return locked.error();
      return look_up_anywhere(memory, page());
    });
  });
}

CHECK_BOTH_FORMS(MOF_16, UnlockedMemorySucceeds) {
  void* const memory = resident_memory(page());

  const auto found = look_up_anywhere(memory, page());

  EXPECT_THAT(found, succeeds());
}

CHECK_BOTH_FORMS(MOF_33, ResultStaysTrueWhileThePageIsLocked) {
  void* const memory = ready_memory(page());
  const auto before = given(look_up(memory, page()));

  provoke(MAPPROOF_FRAMES_MOVE);
  const auto after = look_up(memory, page());
  ASSERT_THAT(after, succeeds());

  EXPECT_EQ(after->physical, before.physical);
  EXPECT_EQ(physical_of(memory), before.physical) << "the locked page itself has moved";
}

CHECK_BOTH_FORMS(MOF_33, PageThatMovedIsFoundWhereItIs) {
  void* const memory = ready_memory(page());
  given(look_up(memory, page()));
  given(session().unlock(memory, page()));
  provoke(MAPPROOF_FRAMES_MOVE);
  lock(memory, page());
  require_reach(memory, page());

  const auto found = look_up(memory, page());
  ASSERT_THAT(found, succeeds());

  EXPECT_EQ(found->physical, physical_of(memory));
}

}  // namespace mapproof
