// That munmap_device_memory(), munmap() and munmap_flags() are one thing, with the locks of the range.
// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <cstdint>

#include "core/check.hpp"
#include "requirements/munmap_device_memory.hpp"

namespace mapproof {
namespace {

Answer unmap_flags(const Session& session, void* address, std::size_t length, std::uint32_t flags) {
  const mapproof_unmap_request request{address, length, flags, 0};
  const auto outcome = session.table().munmap_flags(session.handle(), &request);
  return outcome.value == -1 ? Result<int>(Errno{outcome.error}) : Result<int>(outcome.value);
}

CHECK_REQUIREMENT(MUN_16, MunmapRemovesADeviceMapping) {
  const auto& window = pages_to_read(1);
  auto mapping = given(session().map({.physical = window.physical, .length = page()}));
  void* const address = mapping.release();
  const mapproof_unmap_request all{address, page(), 0, 0};

  const auto outcome = session().table().munmap(session().handle(), &all);

  EXPECT_NE(outcome.value, -1) << describe(outcome);
  EXPECT_EQ(signal_of([&] { load_from<std::uint8_t>(address); }), SIGSEGV);
}

CHECK_REQUIREMENT(MUN_16, DeviceUnmapRemovesAnOrdinaryMapping) {
  if (!session().has(&mapproof_backend::mmap)) throw Untested{"this backend does not offer mmap()."};
  const mapproof_mmap_request request{
      nullptr, page(), 0, read_write, MAPPROOF_MAP_ANON | MAPPROOF_MAP_PRIVATE, 0, 0, MAPPROOF_NOFD, 0};
  const auto mapped = session().table().mmap(session().handle(), &request);
  if (mapped.value == Session::map_failed()) throw Unresolved{"mmap() of ordinary memory: " + describe(mapped)};

  ASSERT_THAT(session().unmap(mapped.value, page()), succeeds());

  EXPECT_EQ(signal_of([&] { load_from<std::uint8_t>(mapped.value); }), SIGSEGV);
}

CHECK_REQUIREMENT(MUN_17, WhatTheLocksHadUsedOfTheLimitIsFreeAgain) {
  void* const first = memory(MAPPROOF_MEMORY_ANONYMOUS, page());
  void* const second = memory(MAPPROOF_MEMORY_ANONYMOUS, page());
  provoke(MAPPROOF_LOCK_LIMIT, page());
  given(session().lock(first, page()));
  if (session().lock(second, page())) {
    throw Untested{"no lock is refused here, so what the locks use up cannot be seen."};
  }

  ASSERT_THAT(session().unmap(first, page()), succeeds());

  EXPECT_THAT(session().lock(second, page()), succeeds());
  relieve(MAPPROOF_LOCK_LIMIT);
}

CHECK_REQUIREMENT(MUN_18, FlagsOfZeroArePlainUnmap) {
  const auto& window = pages_to_read(1);
  auto mapping = given(session().map({.physical = window.physical, .length = page()}));
  void* const address = mapping.release();

  expect_granted([&] { return unmap_flags(session(), address, page(), 0); });

  EXPECT_EQ(signal_of([&] { load_from<std::uint8_t>(address); }), SIGSEGV);
}

CHECK_REQUIREMENT(MUN_18, UndefinedFlagBitIsRefused) {
  const auto& window = pages_to_map(1);
  auto mapping = given(session().map({.physical = window.physical, .length = page()}));

  expect_refused([&] { return unmap_flags(session(), mapping.address(), page(), 0x4); },
                 [&] { return unmap_flags(session(), mapping.address(), page(), 0); });
}

}  // namespace
}  // namespace mapproof
