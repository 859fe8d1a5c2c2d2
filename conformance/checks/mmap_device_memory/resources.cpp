// What mmap_device_memory() answers when the process or the system has run short of something.
// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "core/check.hpp"
#include "core/upper_half.hpp"
#include "record/placing_watch.hpp"
#include "requirements/mmap_device_memory.hpp"

namespace mapproof {
namespace {

CHECK_REQUIREMENT(MDM_28, FullAddressSpaceFailsWithEnomem) {
  const auto& window = pages_to_map(1);
  const auto map = [&]() -> Answer { return session().map({.physical = window.physical, .length = page()}); };

  expect_refused([&] { return during(MAPPROOF_ADDRESS_SPACE_FULL, 0, map); }, map);
}

CHECK_REQUIREMENT(MDM_29, FullMappingTableFailsWithEnomem) {
  const auto& window = pages_to_map(1);
  const auto map = [&]() -> Answer { return session().map({.physical = window.physical, .length = page()}); };

  expect_refused([&] { return during(MAPPROOF_MAPPING_TABLE_FULL, 0, map); }, map);
}

CHECK_REQUIREMENT(MDM_30, RequestLargerThanWhatIsLeftFailsWithEnomem) {
  const auto& window = pages_to_map(2);
  const auto two_pages = [&]() -> Answer { return session().map({.physical = window.physical, .length = 2 * page()}); };
  const auto one_page = [&]() -> Answer { return session().map({.physical = window.physical, .length = page()}); };

  expect_refused([&] { return during(MAPPROOF_ADDRESS_SPACE_FULL, page(), two_pages); },
                 [&] { return during(MAPPROOF_ADDRESS_SPACE_FULL, page(), one_page); });
}

CHECK_REQUIREMENT(MDM_31, LengthThatWrapsWhenRoundedUpFailsWithEnomem) {
  const auto& window = pages_to_map(1);

  expect_refused([&] { return session().map({.physical = window.physical, .length = SIZE_MAX}); },
                 [&] { return session().map({.physical = window.physical, .length = page()}); });
}

// A length that is kept in half of its bits is one page. Without any access, since nobody named what lies beyond.
CHECK_REQUIREMENT(MDM_50, UpperHalfOfTheLengthCounts) {
  const auto& window = pages_to_map(1);
  const auto map = [&](std::size_t length) {
    return session().map({.physical = window.physical, .length = length, .protection = MAPPROOF_PROT_NONE});
  };
  ASSERT_THAT(map(page()), succeeds());

  const auto mapping = map(upper_half + page());

  EXPECT_TRUE(!mapping || is_in_use(mapping->at(upper_half), page())) << "it was granted, but not to its end";
}

CHECK_REQUIREMENT(MDM_39, FutureLockOverTheLimitFailsWithEagain) {
  const auto& window = pages_to_map(1);
  const mapproof_lock_all_request future{MAPPROOF_LOCK_FUTURE, 0};
  const auto map_locked = [&]() -> Answer {
    session().table().mlockall(session().handle(), &future);
    const Answer answer = session().map({.physical = window.physical, .length = page()});
    session().table().munlockall(session().handle());
    return answer;
  };

  expect_refused([&] { return during(MAPPROOF_LOCK_LIMIT, 0, map_locked); }, map_locked);
}

CHECK_REQUIREMENT(MDM_40, ShortageOfServerThreadsFailsWithEagain) {
  const auto& window = pages_to_map(1);
  const auto map = [&]() -> Answer { return session().map({.physical = window.physical, .length = page()}); };

  expect_refused([&] { return during(MAPPROOF_THREADS_SHORT, 0, map); }, map);
}

}  // namespace
}  // namespace mapproof
