// Who may map physical memory, and that the privilege is looked at after the arguments and before the range.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "core/check.hpp"
#include "requirements/mmap_device_memory.hpp"

namespace mapproof {
namespace {

constexpr std::uint32_t read_execute = MAPPROOF_PROT_READ | MAPPROOF_PROT_EXEC;

CHECK_REQUIREMENT(MDM_32, CallerWithoutPrivilegeFailsWithEperm) {
  const auto& window = pages_to_map(1);
  const auto map = [&]() -> Answer { return session().map({.physical = window.physical, .length = page()}); };

  expect_refused([&] { return during(MAPPROOF_WITHOUT_MAP_PRIVILEGE, 0, map); }, map);
}

CHECK_REQUIREMENT(MDM_33, RangeOutsideTheAbilityIsRefused) {
  const auto& window = window_where(
      [&](const mapproof_window& each) {
        return &each == session().facts().windows && each.physical % page() == 0 && each.length >= 2 * page();
      },
      "the first window of this target, which the ability is limited to, has less than two pages.");
  const std::uint64_t last_page = window.physical + (window.length / page() - 1) * page();
  const auto map_first = [&]() -> Answer { return session().map({.physical = window.physical, .length = page()}); };
  const auto map_last = [&]() -> Answer { return session().map({.physical = last_page, .length = page()}); };

  expect_refused([&] { return during(MAPPROOF_PHYSICAL_RANGE_DENIED, 0, map_last); },
                 [&] { return during(MAPPROOF_PHYSICAL_RANGE_DENIED, 0, map_first); });
}

CHECK_REQUIREMENT(MDM_34, ExecutionWithoutTheAbilityIsRefused) {
  const auto& window = window_where(
      [&](const mapproof_window& each) {
        return each.physical % page() == 0 && each.length >= page() && (each.protection & read_execute) == read_execute;
      },
      "this target offers no window that may be executed.");
  const auto map = [&]() -> Answer {
    return session().map({.physical = window.physical, .length = page(), .protection = read_execute});
  };

  expect_refused([&] { return during(MAPPROOF_WITHOUT_EXEC_PRIVILEGE, 0, map); }, map);
}

CHECK_REQUIREMENT(MDM_48, ZeroLengthWithoutPrivilegeFailsWithEinval) {
  const auto& window = pages_to_map(1);
  const auto map_nothing = [&]() -> Answer { return session().map({.physical = window.physical, .length = 0}); };

  expect_refused_with(
      {EINVAL}, [&] { return during(MAPPROOF_WITHOUT_MAP_PRIVILEGE, 0, map_nothing); },
      [&] { return session().map({.physical = window.physical, .length = page()}); });
}

CHECK_REQUIREMENT(MDM_48, InvalidRangeWithoutPrivilegeFailsWithEperm) {
  const auto& window = pages_to_map(2);
  const std::uint64_t last_page = ~std::uint64_t{0} - (page() - 1);
  const auto map_wrapped = [&]() -> Answer { return session().map({.physical = last_page, .length = 2 * page()}); };

  expect_refused_with(
      {EPERM}, [&] { return during(MAPPROOF_WITHOUT_MAP_PRIVILEGE, 0, map_wrapped); },
      [&] { return session().map({.physical = window.physical, .length = 2 * page()}); });
}

}  // namespace
}  // namespace mapproof
