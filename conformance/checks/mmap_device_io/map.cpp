// What mmap_device_io() answers with, and when it refuses.
// SPDX-License-Identifier: Apache-2.0
#include "device_io.hpp"
#include "requirements/mmap_device_io.hpp"

namespace mapproof {
namespace {

constexpr std::size_t width = sizeof(std::uint32_t);

/// The io of a machine on which the call can refuse.
DeviceIo refusing_io(const Session& session, Profile profile) {
  const DeviceIo io(session);
  const bool checks_nothing = profile == Profile::obs64 && !io.is_memory_mapped();
  if (checks_nothing) throw Untested{"here the call never fails: see MDI_06."};
  return io;
}

CHECK_REQUIREMENT(MDI_01, EachWidthReadsBackWhatWasWrittenThroughTheHandle) {
  const DeviceIo io(session());
  const std::uint64_t scratch = io.scratch(width);
  if (!io.is_memory_mapped()) gain_io(session(), profile());

  const auto handle = io.map(scratch, width);
  ASSERT_THAT(handle, succeeds());
  io.out(*handle, 4, 0x44332211);
  io.out(*handle, 1, 0x55);

  EXPECT_EQ(io.in(*handle, 4), 0x44332255u);
  EXPECT_EQ(io.in(*handle, 2), 0x2255u);
  EXPECT_EQ(io.in(*handle, 1), 0x55u);
}

CHECK_REQUIREMENT(MDI_01, HandleReachesTheIoAddressesBehindTheFirst) {
  const DeviceIo io(session());
  const std::uint64_t scratch = io.scratch(2 * width);
  if (!io.is_memory_mapped()) gain_io(session(), profile());
  const std::uintptr_t both = given(io.map(scratch, 2 * width));

  const auto second = io.map(scratch + width, width);
  ASSERT_THAT(second, succeeds());
  io.out(both, 4, 0xCA4A'0D01);
  io.out(*second, 4, 0xCA4A'0101);

  EXPECT_EQ(io.in(both, 4), 0xCA4A'0D01u);
  EXPECT_EQ(io.in(both + width, 4), 0xCA4A'0101u);
}

CHECK_REQUIREMENT(MDI_01, RefusalIsMapDeviceFailedWithAnErrno) {
  const DeviceIo io = refusing_io(session(), profile());
  const std::uint64_t valid = io.valid(1);

  const mapproof_handle_outcome refused = io.map_raw(valid, 0);

  EXPECT_EQ(refused.value, UINTPTR_MAX);
  EXPECT_NE(refused.error, 0);
}

CHECK_REQUIREMENT(MDI_02, ZeroLengthFailsWithEinval) {
  const DeviceIo io = refusing_io(session(), profile());
  const std::uint64_t valid = io.valid(1);

  expect_refused([&] { return io.map(valid, 0); }, [&] { return io.map(valid, 1); });
}

CHECK_REQUIREMENT(MDI_03, FullAddressSpaceFailsWithEnomem) {
  const DeviceIo io = DeviceIo(session()).with_addresses();
  const std::uint64_t valid = io.valid(1);
  const auto map = [&]() -> Answer { return io.map(valid, 1); };

  expect_refused([&] { return during(MAPPROOF_ADDRESS_SPACE_FULL, 0, map); }, map);
}

CHECK_REQUIREMENT(MDI_04, RangeThatEndsBehindTheLastIoAddressFailsWithEnxio) {
  const DeviceIo io = refusing_io(session(), profile());
  if (io.highest() == UINT64_MAX) throw Untested{"the last io address of this machine is not known."};
  const std::uint64_t last = io.highest();

  expect_refused([&] { return io.map(last, 2); }, [&] { return io.map(last, 1); });
}

CHECK_REQUIREMENT(MDI_04, RangeBehindTheLastIoAddressFailsWithEnxio) {
  const DeviceIo io = refusing_io(session(), profile());
  if (io.highest() == UINT64_MAX) throw Untested{"the last io address of this machine is not known."};
  const std::uint64_t last = io.highest();

  expect_refused([&] { return io.map(last + 1, 1); }, [&] { return io.map(last, 1); });
}

// The same 32 bits as an address that is valid.
CHECK_REQUIREMENT(MDI_04, IoAddressIsNotTruncated) {
  const DeviceIo io = refusing_io(session(), profile());
  const std::uint64_t valid = io.valid(1);
  if (io.highest() == UINT64_MAX) throw Untested{"the last io address of this machine is not known."};
  const std::uint64_t far = valid | std::uint64_t{1} << 63;
  if (far <= io.highest()) throw Untested{"all 64 bits of an io address count here."};

  expect_refused([&] { return io.map(far, 1); }, [&] { return io.map(valid, 1); });
}

CHECK_REQUIREMENT(MDI_04, RangeThatWrapsAroundFailsWithEnxio) {
  const DeviceIo io = refusing_io(session(), profile());
  const std::uint64_t valid = io.valid(2);

  expect_refused([&] { return io.map(UINT64_MAX, 2); }, [&] { return io.map(valid, 2); });
}

CHECK_REQUIREMENT(MDI_05, CallerWithoutPrivilegeFailsWithEperm) {
  const DeviceIo io = refusing_io(session(), profile());
  const std::uint64_t valid = io.valid(1);
  const auto map = [&]() -> Answer { return io.map(valid, 1); };

  expect_refused([&] { return during(MAPPROOF_WITHOUT_MAP_PRIVILEGE, 0, map); }, map);
}

CHECK_REQUIREMENT(MDI_06, InvalidArgumentsAreAnsweredWithTheIoAddress) {
  const DeviceIo io = DeviceIo(session()).with_ports();

  EXPECT_EQ(io.map_raw(0x80, 0).value, 0x80u) << "length 0";
  EXPECT_EQ(io.map_raw(io.highest() + 1, 1).value, io.highest() + 1) << "behind the last port";
  EXPECT_EQ(io.map_raw(io.highest(), 2).value, io.highest()) << "an end behind the last port";
}

CHECK_REQUIREMENT(MDI_06, CallerWithoutPrivilegeIsAnsweredWithTheIoAddress) {
  const DeviceIo io = DeviceIo(session()).with_ports();

  const auto answer = during(MAPPROOF_WITHOUT_MAP_PRIVILEGE, 0, [&] { return io.map(0x80, 1); });

  EXPECT_TRUE(answer.granted()) << testing::PrintToString(answer);
}

CHECK_REQUIREMENT(MDI_07, HandleIsAViewOfTheDevice) {
  const DeviceIo io = DeviceIo(session()).with_addresses();
  const std::uint64_t scratch = io.scratch(width);
  if (!session().has(&mapproof_backend::mmap_device_memory)) throw Untested{"this backend has no other view of it."};
  const auto view = given(session().map({.physical = scratch, .length = width}));

  const auto handle = io.map(scratch, width);
  ASSERT_THAT(handle, succeeds());
  io.out(*handle, 4, 0xCA4A'0D07);

  EXPECT_EQ(view.load<std::uint32_t>(0), 0xCA4A'0D07u);
}

CHECK_REQUIREMENT(MDI_07, HandleIsUncached) {
  const DeviceIo io = DeviceIo(session()).with_addresses();
  if (!session().has(&mapproof_backend::caching_of)) throw Untested{"this backend has no witness for caching."};

  const auto handle = io.map(io.valid(width), width);
  ASSERT_THAT(handle, succeeds());
  std::uint32_t caching = MAPPROOF_CACHING_UNKNOWN;
  const void* const address = reinterpret_cast<const void*>(*handle);
  if (session().table().caching_of(session().handle(), address, &caching).error != 0)
    throw Untested{"the witness for caching does not know this mapping."};

  EXPECT_EQ(caching, static_cast<std::uint32_t>(MAPPROOF_UNCACHED));
}

CHECK_REQUIREMENT(MDI_08, ThreadWithoutPrivilegeFaults) {
  const DeviceIo io = DeviceIo(session()).with_ports();
  const std::uintptr_t handle = given(io.map(io.valid(1), 1));

  const int reading = signal_of([&] { (void)io.in(handle, 1); });

  EXPECT_NE(reading, 0) << "it read the port";
}

CHECK_REQUIREMENT(MDI_08, ThreadWithPrivilegeReads) {
  const DeviceIo io = DeviceIo(session()).with_ports();
  const std::uintptr_t handle = given(io.map(io.valid(1), 1));

  ASSERT_THAT(ask_for_io(session(), profile()), succeeds());

  EXPECT_EQ(signal_of([&] { (void)io.in(handle, 1); }), 0);
}

}  // namespace
}  // namespace mapproof
