// What the protection of a mapping lets through, by loads and stores that really happen.
// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <cstdint>

#include "core/check.hpp"
#include "requirements/mmap_device_memory.hpp"

namespace mapproof {
namespace {

CHECK_REQUIREMENT(MDM_35, LoadThroughProtNoneRaisesSigsegv) {
  const auto& window = pages_to_read(1);
  const auto mapping = session().map({.physical = window.physical, .length = page(), .protection = MAPPROOF_PROT_NONE});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_THAT(Access{[&] { mapping->load<std::uint8_t>(0); }}, dies_by(SIGSEGV));
}

CHECK_REQUIREMENT(MDM_35, StoreThroughProtNoneRaisesSigsegv) {
  const auto& window = pages_to_write(1);
  const auto mapping = session().map({.physical = window.physical, .length = page(), .protection = MAPPROOF_PROT_NONE});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_THAT(Access{[&] { mapping->store<std::uint8_t>(0, 0x35); }}, dies_by(SIGSEGV));
}

CHECK_REQUIREMENT(MDM_36, StoreThroughAReadOnlyMappingRaisesSigsegv) {
  const auto& window = pages_to_write(1);
  const auto mapping = session().map({.physical = window.physical, .length = page(), .protection = read_only});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_THAT(Access{[&] { mapping->store<std::uint8_t>(0, 0x36); }}, dies_by(SIGSEGV));
}

CHECK_REQUIREMENT(MDM_36, StoreThroughAnUncachedReadOnlyMappingRaisesSigsegv) {
  const auto& window = pages_to_write(1);
  const auto mapping =
      session().map({.physical = window.physical, .length = page(), .protection = read_only | MAPPROOF_PROT_NOCACHE});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_THAT(Access{[&] { mapping->store<std::uint8_t>(0, 0x36); }}, dies_by(SIGSEGV));
}

CHECK_REQUIREMENT(MDM_36, ReadOnlyMappingBesideAWritableOneRaisesSigsegv) {
  const auto& window = pages_to_write(1);
  const auto writable = given(session().map({.physical = window.physical, .length = page(), .protection = read_write}));
  const auto mapping = session().map({.physical = window.physical, .length = page(), .protection = read_only});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_THAT(Access{[&] { mapping->store<std::uint8_t>(page() - 1, 0x36); }}, dies_by(SIGSEGV));
}

CHECK_REQUIREMENT(MDM_37, StoreThroughAWriteOnlyMappingReachesTheDevice) {
  const auto& window = pages_to_write(1);
  const auto view = given(session().map({.physical = window.physical, .length = page(), .protection = read_write}));
  view.store<std::uint32_t>(0, 0);
  const auto mapping =
      session().map({.physical = window.physical, .length = page(), .protection = MAPPROOF_PROT_WRITE});
  ASSERT_THAT(mapping, succeeds());

  mapping->store<std::uint32_t>(0, 0x0037'0037);

  EXPECT_EQ(view.load<std::uint32_t>(0), 0x0037'0037u);
}

CHECK_REQUIREMENT(MDM_37, LoadThroughAWriteOnlyMappingWorksOrRaisesSigsegv) {
  const auto& window = pages_to_write(1);
  const auto mapping =
      session().map({.physical = window.physical, .length = page(), .protection = MAPPROOF_PROT_WRITE});
  ASSERT_THAT(mapping, succeeds());

  EXPECT_THAT(signal_of([&] { mapping->load<std::uint8_t>(0); }), testing::AnyOf(0, SIGSEGV));
}

}  // namespace
}  // namespace mapproof
