// What a refusal of mmap_device_memory() never does: harm what is mapped, or speak of descriptors.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "core/check.hpp"
#include "requirements/mmap_device_memory.hpp"

namespace mapproof {
namespace {

bool shows(const Mapping& mapping, std::uint32_t value) {
  return signal_of([&] { mapping.load<std::uint32_t>(0); }) == 0 && mapping.load<std::uint32_t>(0) == value;
}

CHECK_REQUIREMENT(MDM_46, EinvalWithFixedOverAMappingLeavesItUntouched) {
  const auto& window = pages_to_write(1);
  const auto canary = given(session().map({.physical = window.physical, .length = page(), .protection = read_write}));
  canary.store<std::uint32_t>(0, 0xCA4A'0046);
  const std::uint32_t invalid = session().facts().invalid_flags;
  if (invalid == 0) throw Untested{"the documents of this system call no flag bit invalid."};
  const auto map_over = [&](std::uint32_t raw_flags) -> Answer {
    return session().map({.address = canary.address(),
                          .physical = window.physical,
                          .length = page(),
                          .flags = MAPPROOF_MAP_FIXED,
                          .raw_flags = raw_flags});
  };

  expect_refused([&] { return map_over(invalid); },
                 [&] {
                   EXPECT_TRUE(shows(canary, 0xCA4A'0046)) << "the mapping that was there";
                   return map_over(0);
                 });
}

CHECK_REQUIREMENT(MDM_46, ZeroLengthWithFixedOverAMappingLeavesItUntouched) {
  const auto& window = pages_to_write(1);
  const auto canary = given(session().map({.physical = window.physical, .length = page(), .protection = read_write}));
  canary.store<std::uint32_t>(0, 0xCA4A'0146);
  const auto map_over = [&](std::size_t length) -> Answer {
    return session().map(
        {.address = canary.address(), .physical = window.physical, .length = length, .flags = MAPPROOF_MAP_FIXED});
  };

  expect_refused([&] { return map_over(0); },
                 [&] {
                   EXPECT_TRUE(shows(canary, 0xCA4A'0146)) << "the mapping that was there";
                   return map_over(page());
                 });
}

// An errno that only a call with a descriptor could leave.
bool speaks_of_a_descriptor(const Answer& answer) {
  const int number = answer.granted() ? 0 : answer.error().number;
  return number == ENODEV || number == EBADF || number == EACCES || number == EOVERFLOW;
}

CHECK_REQUIREMENT(MDM_49, InvalidRangeSpeaksOfNoDescriptor) {
  const Answer answer = session().map({.physical = ~std::uint64_t{0} - (page() - 1), .length = 2 * page()});

  EXPECT_THAT(answer, testing::Not(testing::Truly(speaks_of_a_descriptor)));
}

CHECK_REQUIREMENT(MDM_49, MissingPrivilegeSpeaksOfNoDescriptor) {
  const auto& window = pages_to_map(1);
  const auto map = [&]() -> Answer { return session().map({.physical = window.physical, .length = page()}); };

  EXPECT_THAT(during(MAPPROOF_WITHOUT_MAP_PRIVILEGE, 0, map), testing::Not(testing::Truly(speaks_of_a_descriptor)));
}

}  // namespace
}  // namespace mapproof
