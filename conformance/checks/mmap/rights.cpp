// Checks: what mmap() answers when a lock that was asked for all mappings, or the right to execute, is missing.
// SPDX-License-Identifier: Apache-2.0
#include "objects.hpp"
#include "requirements/mmap.hpp"

namespace mapproof {
namespace {

constexpr std::uint32_t read_execute = MAPPROOF_PROT_READ | MAPPROOF_PROT_EXEC;

// A mapping that is locked from birth, under whatever limit there is.
class BornLockedCheck : public Check {
 protected:
  Answer map_locked(const MmapRequest& request) const {
    given(lock_all(session(), MAPPROOF_LOCK_FUTURE));
    const Answer answer = map_object(session(), request);
    session().table().munlockall(session().handle());
    return answer;
  }
};

#define CHECK_BORN_LOCKED(row, title) CHECK_REQUIREMENT_WITH(BornLockedCheck, row, title)

CHECK_BORN_LOCKED(MMP_18, AnonymousMemoryOverTheLockLimitFailsWithEagain) {
  const auto map = [&] { return map_locked(anonymous(page())); };

  expect_refused([&] { return during(MAPPROOF_LOCK_LIMIT, 0, map); }, map);
}

CHECK_BORN_LOCKED(MMP_18, FileOverTheLockLimitFailsWithEagain) {
  const TemporaryFile file(page());
  const auto map = [&] { return map_locked({.length = page(), .fd = file.read_only()}); };

  expect_refused([&] { return during(MAPPROOF_LOCK_LIMIT, 0, map); }, map);
}

CHECK_BORN_LOCKED(MMP_18, WhatTheLimitAllowsIsMapped) {
  const auto one_page = [&] { return map_locked(anonymous(page())); };

  expect_granted([&] { return during(MAPPROOF_LOCK_LIMIT, page(), one_page); });
}

CHECK_REQUIREMENT(MMP_19, ExecutionWithoutTheAbilityIsRefused) {
  const auto map = [&]() -> Answer { return map_object(session(), anonymous(page(), read_execute)); };

  expect_refused([&] { return during(MAPPROOF_WITHOUT_EXEC_PRIVILEGE, 0, map); }, map);
}

CHECK_REQUIREMENT(MMP_19, WriteAndExecutionWithoutTheAbilityIsRefused) {
  const auto map = [&]() -> Answer {
    return map_object(session(), anonymous(page(), read_execute | MAPPROOF_PROT_WRITE));
  };

  expect_refused([&] { return during(MAPPROOF_WITHOUT_EXEC_PRIVILEGE, 0, map); }, map);
}

CHECK_REQUIREMENT(MMP_19, OtherProtectionsNeedNoAbility) {
  const auto map = [&]() -> Answer { return map_object(session(), anonymous(page())); };

  expect_granted([&] { return during(MAPPROOF_WITHOUT_EXEC_PRIVILEGE, 0, map); });
}

}  // namespace
}  // namespace mapproof
