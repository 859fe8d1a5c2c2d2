// Checks: what a lock does and what undoes it, seen from the limit of locked memory and from mem_offset64().
// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include "checks/mmap/objects.hpp"
#include "core/touch.hpp"
#include "requirements/mlock.hpp"

namespace mapproof {
namespace {

// Two pages, and room to lock one: whether the second can be locked tells whether the first still is.
class OneLockCheck : public Check {
 protected:
  void set_up() {
    first_ = memory(MAPPROOF_MEMORY_CONTIGUOUS, page());
    second_ = memory(MAPPROOF_MEMORY_CONTIGUOUS, page());
    provoke(MAPPROOF_LOCK_LIMIT, page());
  }
  void* first() const { return first_; }
  void* second() const { return second_; }
  Result<int> lock(void* address) const { return session().lock(address, page()); }
  Result<int> unlock(void* address) const { return session().unlock(address, page()); }
  void require_limit() const {
    if (lock(second_)) throw Untested{"no lock is refused here, so what the locks use up cannot be seen."};
  }
  /// What a child after fork() finds.
  bool is_granted_in_child(const std::function<Answer()>& call) const {
    return signal_of([&] {
             if (!call().granted()) std::abort();
           }) == 0;
  }

 private:
  void* first_ = nullptr;
  void* second_ = nullptr;
};

#define CHECK_ONE_LOCK(row, title) CHECK_REQUIREMENT_WITH(OneLockCheck, row, title)

CHECK_ONE_LOCK(MLK_06, UnalignedAddressLocksItsPageOrFailsWithEinval) {
  set_up();

  expect_refused_or_granted([&] { return session().lock(at(first(), 8), page() - 8); }, [&] { return lock(first()); });

  EXPECT_FALSE(lock(second())) << "the page was not locked";
  relieve(MAPPROOF_LOCK_LIMIT);
}

CHECK_ONE_LOCK(MLK_08, SecondLockOfAPageUsesNothingUp) {
  set_up();
  given(lock(first()));
  require_limit();

  EXPECT_THAT(lock(first()), succeeds());
  relieve(MAPPROOF_LOCK_LIMIT);
}

CHECK_ONE_LOCK(MLK_08, OneUnlockUndoesTwoLocks) {
  set_up();
  given(lock(first()));
  given(lock(first()));
  require_limit();

  given(unlock(first()));

  EXPECT_THAT(lock(second()), succeeds());
  relieve(MAPPROOF_LOCK_LIMIT);
}

CHECK_ONE_LOCK(MLK_08, UnmappingUndoesTheLock) {
  set_up();
  given(lock(first()));
  require_limit();

  given(unmap_object(session(), first(), page()));

  EXPECT_THAT(lock(second()), succeeds());
  relieve(MAPPROOF_LOCK_LIMIT);
}

CHECK_ONE_LOCK(MLK_08, ChildStartsWithoutLocks) {
  set_up();
  given(lock(first()));
  require_limit();

  EXPECT_TRUE(is_granted_in_child([&] { return lock(second()); })) << "the parent's lock counts in the child";
  relieve(MAPPROOF_LOCK_LIMIT);
}

CHECK_ONE_LOCK(MLK_08, UnlockInAChildLeavesTheParentsLock) {
  set_up();
  given(lock(first()));
  require_limit();
  if (!is_granted_in_child([&]() -> Answer {
        const auto locked = lock(first());
        return locked ? unlock(first()) : locked;
      })) {
    throw Unresolved{"a child could not lock and unlock."};
  }

  EXPECT_FALSE(lock(second())) << "the parent's page is no longer locked";
  relieve(MAPPROOF_LOCK_LIMIT);
}

CHECK_REQUIREMENT(MLK_10, UnlockNeedsNoAbility) {
  void* const memory = locked_memory(MAPPROOF_MEMORY_CONTIGUOUS, page());

  EXPECT_THAT(during(MAPPROOF_WITHOUT_LOCK_PRIVILEGE, 0, [&] { return session().unlock(memory, page()); }), succeeds());
}

CHECK_REQUIREMENT(MLK_10, UnlockOfAllNeedsNoAbility) {
  given(lock_all(session(), MAPPROOF_LOCK_FUTURE));

  EXPECT_THAT(during(MAPPROOF_WITHOUT_LOCK_PRIVILEGE, 0,
                     [&]() -> Answer {
                       const auto outcome = session().table().munlockall(session().handle());
                       return outcome.value == -1 ? Result<int>(Errno{outcome.error}) : Result<int>(0);
                     }),
              succeeds());
}

CHECK_REQUIREMENT(MLK_11, LockedLazyPageIsNotResident) {
  void* const lazy = locked_memory(MAPPROOF_MEMORY_LAZY, page());

  expect_refused([&] { return look_up(session(), lazy, page()); },
                 [&] {
                   touch(lazy);
                   return look_up(session(), lazy, page());
                 });
}

CHECK_REQUIREMENT(MLK_11, LazyPageOfAProcessThatLocksAllIsNotResident) {
  if (!session().has(&mapproof_backend::mlockall)) throw Untested{"this backend does not offer mlockall()."};
  given(lock_all(session(), MAPPROOF_LOCK_CURRENT | MAPPROOF_LOCK_FUTURE));
  void* const lazy = memory(MAPPROOF_MEMORY_LAZY, page());

  expect_refused([&] { return look_up(session(), lazy, page()); },
                 [&] {
                   touch(lazy);
                   return look_up(session(), lazy, page());
                 });
}

CHECK_REQUIREMENT(MLK_11, TouchedNeighbourDoesNotMakeALockedLazyPageResident) {
  void* const lazy = locked_memory(MAPPROOF_MEMORY_LAZY, 2 * page());
  touch(lazy);

  expect_refused([&] { return look_up(session(), at(lazy, page()), page()); },
                 [&] {
                   touch(at(lazy, page()));
                   return look_up(session(), at(lazy, page()), page());
                 });
}

}  // namespace
}  // namespace mapproof
