// What a refusal of mmap_device_memory() never does: harm what is mapped, or speak of descriptors.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "core/check.hpp"
#include "requirements/mmap_device_memory.hpp"

namespace mapproof {
namespace {

CHECK_REQUIREMENT(MDM_46, EinvalWithFixedOverAMappingLeavesItUntouched) {
  const auto& window = pages_to_write(1);
  const auto canary = given(session().map({.physical = window.physical, .length = page(), .protection = read_write}));
  const std::uint32_t invalid = session().facts().invalid_flags;
  if (invalid == 0) throw Untested{"the documents of this system call no flag bit invalid."};

  const auto refused = session().map({.address = canary.address(),
                                      .physical = window.physical,
                                      .length = page(),
                                      .flags = MAPPROOF_MAP_FIXED,
                                      .raw_flags = invalid});

  EXPECT_THAT(refused, fails_with(EINVAL));
  ASSERT_EQ(signal_of([&] { canary.store<std::uint32_t>(0, 0xCA4A'0046); }), 0);
  EXPECT_EQ(canary.load<std::uint32_t>(0), 0xCA4A'0046u);
}

CHECK_REQUIREMENT(MDM_46, ZeroLengthWithFixedOverAMappingLeavesItUntouched) {
  const auto& window = pages_to_write(1);
  const auto canary = given(session().map({.physical = window.physical, .length = page(), .protection = read_write}));
  canary.store<std::uint32_t>(0, 0xCA4A'0146);

  const auto refused = session().map(
      {.address = canary.address(), .physical = window.physical, .length = 0, .flags = MAPPROOF_MAP_FIXED});

  EXPECT_THAT(refused, fails_with(EINVAL));
  ASSERT_EQ(signal_of([&] { canary.load<std::uint32_t>(0); }), 0);
  EXPECT_EQ(canary.load<std::uint32_t>(0), 0xCA4A'0146u);
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
