// Which bits of flags and of the protection mmap_device_memory() takes, and which it refuses.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "core/check.hpp"
#include "requirements/mmap_device_memory.hpp"

namespace mapproof {
namespace {

// Calls with each bit of a set on its own; the failure text names the bit.
void for_each_bit(std::uint32_t bits, const std::function<void(std::uint32_t)>& call) {
  for (std::uint32_t bit = 1; bit != 0; bit <<= 1) {
    if ((bits & bit) == 0) continue;
    SCOPED_TRACE(testing::Message() << "with the native bit 0x" << std::hex << bit);
    call(bit);
  }
}

CHECK_REQUIREMENT(MDM_04, EachInvalidFlagFailsWithEinval) {
  const auto& window = pages_to_map(1);
  const std::uint32_t invalid = session().facts().invalid_flags;
  if (invalid == 0) throw Untested{"the documents of this system call no flag bit invalid."};

  for_each_bit(invalid, [&](std::uint32_t bit) {
    expect_refused([&] { return session().map({.physical = window.physical, .length = page(), .raw_flags = bit}); },
                   [&] { return session().map({.physical = window.physical, .length = page()}); });
  });
}

// In two halves: where each call takes its time, 28 bits with their twins are too many for one check.
CHECK_REQUIREMENT(MDM_05, EachUnknownProtectionBitOfTheLowerHalfFailsWithEinval) {
  const auto& window = pages_to_map(1);
  const std::uint32_t invalid = session().facts().invalid_protection & 0xffffu;
  if (invalid == 0) throw Untested{"the documents of this system call no protection bit of that half invalid."};

  for_each_bit(invalid, [&](std::uint32_t bit) {
    expect_refused(
        [&] { return session().map({.physical = window.physical, .length = page(), .raw_protection = bit}); },
        [&] { return session().map({.physical = window.physical, .length = page()}); });
  });
}

CHECK_REQUIREMENT(MDM_05, EachUnknownProtectionBitOfTheUpperHalfFailsWithEinval) {
  const auto& window = pages_to_map(1);
  const std::uint32_t invalid = session().facts().invalid_protection & ~0xffffu;
  if (invalid == 0) throw Untested{"the documents of this system call no protection bit of that half invalid."};

  for_each_bit(invalid, [&](std::uint32_t bit) {
    expect_refused(
        [&] { return session().map({.physical = window.physical, .length = page(), .raw_protection = bit}); },
        [&] { return session().map({.physical = window.physical, .length = page()}); });
  });
}

// Bits that no document of these systems gives a meaning: a subject that declares none as invalid is asked too.
constexpr std::uint32_t undefined_flags = 0xf000'0000;

CHECK_REQUIREMENT(MDM_04, EachFlagThatNoDocumentDefinesFailsWithEinval) {
  const auto& window = pages_to_map(1);

  for_each_bit(undefined_flags, [&](std::uint32_t bit) {
    expect_refused([&] { return session().map({.physical = window.physical, .length = page(), .raw_flags = bit}); },
                   [&] { return session().map({.physical = window.physical, .length = page()}); });
  });
}

CHECK_REQUIREMENT(MDM_41, LazyIsAcceptedAndTheBytesAreThereAtOnce) {
  const auto& window = pages_to_write(1);
  const auto eager = given(session().map({.physical = window.physical, .length = page(), .protection = read_write}));
  eager.store<std::uint32_t>(0, 0x1A2B'0041);

  const auto lazy = session().map({.physical = window.physical, .length = page(), .flags = MAPPROOF_MAP_LAZY});
  ASSERT_THAT(lazy, succeeds());

  EXPECT_EQ(lazy->load<std::uint32_t>(0), 0x1A2B'0041u);
}

CHECK_REQUIREMENT(MDM_42, StackFlagFailsWithEinval) {
  const auto& window = pages_to_map(1);

  expect_refused(
      [&] { return session().map({.physical = window.physical, .length = page(), .flags = MAPPROOF_MAP_STACK}); },
      [&] { return session().map({.physical = window.physical, .length = page()}); });
}

}  // namespace
}  // namespace mapproof
