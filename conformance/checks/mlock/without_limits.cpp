// Checks: the later text, in which all memory counts as locked and mlock() only looks at the range.
// SPDX-License-Identifier: Apache-2.0
#include "checks/mmap/objects.hpp"
#include "core/touch.hpp"
#include "requirements/mlock.hpp"

namespace mapproof {
namespace {

CHECK_REQUIREMENT(MLK_07, HoleFailsWithEnomem) {
  void* const range = memory(MAPPROOF_MEMORY_CONTIGUOUS, 2 * page());
  given(unmap_object(session(), at(range, page()), page()));

  expect_refused([&] { return session().lock(range, 2 * page()); }, [&] { return session().lock(range, page()); });
}

CHECK_REQUIREMENT(MLK_07, PageWithoutMemoryFailsWithEnomem) {
  void* const lazy = memory(MAPPROOF_MEMORY_LAZY, page());

  expect_refused([&] { return session().lock(lazy, page()); },
                 [&] {
                   touch(lazy);
                   return session().lock(lazy, page());
                 });
}

CHECK_REQUIREMENT(MLK_07, AbilityIsNotAskedFor) {
  void* const range = memory(MAPPROOF_MEMORY_CONTIGUOUS, page());

  expect_granted(
      [&] { return during(MAPPROOF_WITHOUT_LOCK_PRIVILEGE, 0, [&] { return session().lock(range, page()); }); });
}

CHECK_REQUIREMENT(MLK_07, LimitDoesNotCount) {
  void* const range = memory(MAPPROOF_MEMORY_CONTIGUOUS, page());

  expect_granted([&] { return during(MAPPROOF_LOCK_LIMIT, 0, [&] { return session().lock(range, page()); }); });
}

CHECK_REQUIREMENT(MLK_07, PassingShortageDoesNotCount) {
  void* const range = memory(MAPPROOF_MEMORY_CONTIGUOUS, page());

  expect_granted([&] { return during(MAPPROOF_LOCK_NOT_NOW, 0, [&] { return session().lock(range, page()); }); });
}

}  // namespace
}  // namespace mapproof
