// Checks: what mlock() and mlockall() refuse.
// SPDX-License-Identifier: Apache-2.0
#include "checks/mmap/objects.hpp"
#include "core/touch.hpp"
#include "core/upper_half.hpp"
#include "requirements/mlock.hpp"

namespace mapproof {
namespace {

constexpr std::uint32_t unknown_flag = 0x4000'0000;

CHECK_REQUIREMENT(MLK_01, HoleAtTheEndFailsWithEnomem) {
  void* const range = memory(MAPPROOF_MEMORY_CONTIGUOUS, 3 * page());
  given(unmap_object(session(), at(range, 2 * page()), page()));

  expect_refused([&] { return session().lock(range, 3 * page()); }, [&] { return session().lock(range, 2 * page()); });
}

CHECK_REQUIREMENT(MLK_01, HoleInTheMiddleFailsWithEnomem) {
  void* const range = memory(MAPPROOF_MEMORY_CONTIGUOUS, 3 * page());
  given(unmap_object(session(), at(range, page()), page()));

  expect_refused([&] { return session().lock(range, 3 * page()); }, [&] { return session().lock(range, page()); });
}

CHECK_REQUIREMENT(MLK_01, HoleAtTheStartFailsWithEnomem) {
  void* const range = memory(MAPPROOF_MEMORY_CONTIGUOUS, 2 * page());
  given(unmap_object(session(), range, page()));

  expect_refused([&] { return session().lock(range, 2 * page()); },
                 [&] { return session().lock(at(range, page()), page()); });
}

CHECK_REQUIREMENT(MLK_01, LastByteInAHoleFailsWithEnomem) {
  void* const range = memory(MAPPROOF_MEMORY_CONTIGUOUS, 2 * page());
  given(unmap_object(session(), at(range, page()), page()));

  expect_refused([&] { return session().lock(range, page() + 1); }, [&] { return session().lock(range, page()); });
}

CHECK_REQUIREMENT(MLK_01, UpperHalfOfTheLengthCounts) {
  void* const range = memory(MAPPROOF_MEMORY_CONTIGUOUS, 2 * page());
  given(unmap_object(session(), at(range, page()), page()));

  expect_refused([&] { return session().lock(range, upper_half + page()); },
                 [&] { return session().lock(range, page()); });
}

CHECK_REQUIREMENT(MLK_01, RangeThatLeavesTheAddressSpaceFailsWithEnomem) {
  void* const range = memory(MAPPROOF_MEMORY_CONTIGUOUS, page());
  const std::size_t all_above = SIZE_MAX - reinterpret_cast<std::uintptr_t>(range) - (page() - 1);

  expect_refused([&] { return session().lock(range, all_above); }, [&] { return session().lock(range, page()); });
}

CHECK_REQUIREMENT(MLK_02, LockOverTheLimitFailsWithEnomem) {
  void* const range = memory(MAPPROOF_MEMORY_CONTIGUOUS, 2 * page());
  const auto lock = [&] { return session().lock(range, 2 * page()); };

  expect_refused([&] { return during(MAPPROOF_LOCK_LIMIT, page(), lock); }, lock);
}

CHECK_REQUIREMENT(MLK_02, RefusedLockUsesNothingUp) {
  void* const range = memory(MAPPROOF_MEMORY_CONTIGUOUS, 2 * page());
  void* const other = memory(MAPPROOF_MEMORY_CONTIGUOUS, page());
  provoke(MAPPROOF_LOCK_LIMIT, page());

  expect_refused([&] { return session().lock(range, 2 * page()); }, [&] { return session().lock(other, page()); });
  relieve(MAPPROOF_LOCK_LIMIT);
}

CHECK_REQUIREMENT(MLK_02, WhatTheLimitAllowsIsLocked) {
  void* const range = memory(MAPPROOF_MEMORY_CONTIGUOUS, 2 * page());
  const auto lock = [&] { return session().lock(range, 2 * page()); };

  expect_granted([&] { return during(MAPPROOF_LOCK_LIMIT, 2 * page(), lock); });
}

CHECK_REQUIREMENT(MLK_03, PassingShortageFailsWithEagain) {
  void* const range = memory(MAPPROOF_MEMORY_CONTIGUOUS, page());
  const auto lock = [&] { return session().lock(range, page()); };

  expect_refused([&] { return during(MAPPROOF_LOCK_NOT_NOW, 0, lock); }, lock);
}

CHECK_REQUIREMENT(MLK_04, LockWithoutTheAbilityFailsWithEperm) {
  void* const range = memory(MAPPROOF_MEMORY_CONTIGUOUS, page());
  const auto lock = [&] { return session().lock(range, page()); };

  expect_refused([&] { return during(MAPPROOF_WITHOUT_LOCK_PRIVILEGE, 0, lock); }, lock);
}

CHECK_REQUIREMENT(MLK_04, LockOfAllWithoutTheAbilityFailsWithEperm) {
  if (!session().has(&mapproof_backend::mlockall)) throw Untested{"this backend does not offer mlockall()."};
  const auto lock = [&] { return lock_all(session(), MAPPROOF_LOCK_FUTURE); };

  expect_refused([&] { return during(MAPPROOF_WITHOUT_LOCK_PRIVILEGE, 0, lock); }, lock);
}

// Never touched: also a system that asks only whether the memory is backed must refuse it.
CHECK_REQUIREMENT(MLK_05, InaccessiblePageFailsWithEnomem) {
  void* const range = memory(MAPPROOF_MEMORY_ANONYMOUS, page());
  given(protect(session(), range, page(), MAPPROOF_PROT_NONE));

  expect_refused([&] { return session().lock(range, page()); },
                 [&] {
                   given(protect(session(), range, page(), read_write));
                   touch(range);
                   return session().lock(range, page());
                 });
}

CHECK_REQUIREMENT(MLK_05, InaccessiblePageAtTheEndFailsWithEnomem) {
  void* const range = memory(MAPPROOF_MEMORY_ANONYMOUS, 2 * page());
  touch(range);
  given(protect(session(), at(range, page()), page(), MAPPROOF_PROT_NONE));

  expect_refused([&] { return session().lock(range, 2 * page()); }, [&] { return session().lock(range, page()); });
}

CHECK_REQUIREMENT(MLK_09, LockOfAllWithoutFlagsFailsWithEinval) {
  expect_refused([&] { return lock_all(session(), 0); }, [&] { return lock_all(session(), MAPPROOF_LOCK_FUTURE); });
}

CHECK_REQUIREMENT(MLK_09, UnknownFlagFailsWithEinval) {
  expect_refused([&] { return lock_all(session(), MAPPROOF_LOCK_FUTURE, unknown_flag); },
                 [&] { return lock_all(session(), MAPPROOF_LOCK_FUTURE); });
}

CHECK_REQUIREMENT(MLK_09, FlagsAreLookedAtBeforeTheAbility) {
  const auto lock_nothing = [&] { return lock_all(session(), 0); };

  expect_refused([&] { return during(MAPPROOF_WITHOUT_LOCK_PRIVILEGE, 0, lock_nothing); },
                 [&] { return lock_all(session(), MAPPROOF_LOCK_FUTURE); });
}

}  // namespace
}  // namespace mapproof
