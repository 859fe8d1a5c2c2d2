// What munmap_device_io() answers with, and when it refuses.
// SPDX-License-Identifier: Apache-2.0
#include <csignal>

#include "device_io.hpp"
#include "requirements/mmap_device_io.hpp"

namespace mapproof {
namespace {

/// The io of a machine on which the call can refuse.
DeviceIo refusing_io(const Session& session, Profile profile) {
  const DeviceIo io(session);
  const bool never_fails = profile == Profile::qnx_8_0 || profile == Profile::obs64;
  if (never_fails && !io.is_memory_mapped()) throw Untested{"here the call never fails: see MUI_05."};
  return io;
}

CHECK_REQUIREMENT(MUI_01, HandleCanBeGivenBack) {
  const DeviceIo io(session());
  const std::uintptr_t handle = given(io.map(io.valid(1), 1));

  EXPECT_THAT(io.unmap(handle, 1), succeeds());
}

CHECK_REQUIREMENT(MUI_01, RefusalIsMinusOneWithAnErrno) {
  const DeviceIo io = refusing_io(session(), profile());

  const mapproof_status_outcome refused = io.unmap_raw(UINTPTR_MAX, 2);

  EXPECT_THAT(refused, is_minus_one_with_errno());
}

CHECK_REQUIREMENT(MUI_02, RangeThatNoProcessHasFailsWithEinval) {
  const DeviceIo io = refusing_io(session(), profile());
  const std::uintptr_t handle = given(io.map(io.valid(2), 2));

  expect_refused([&] { return io.unmap(UINTPTR_MAX, 2); }, [&] { return io.unmap(handle, 2); });
}

CHECK_REQUIREMENT(MUI_03, RangeThatEndsBehindTheLastPortFailsWithEnxio) {
  const DeviceIo io = refusing_io(session(), profile()).with_ports();
  if (io.highest() == UINT64_MAX) throw Untested{"the last io address of this machine is not known."};
  const std::uintptr_t last = given(io.map(io.highest(), 1));

  expect_refused([&] { return io.unmap(last, 2); }, [&] { return io.unmap(last, 1); });
}

CHECK_REQUIREMENT(MUI_03, RangeBehindTheLastPortFailsWithEnxio) {
  const DeviceIo io = refusing_io(session(), profile()).with_ports();
  if (io.highest() == UINT64_MAX) throw Untested{"the last io address of this machine is not known."};
  const std::uintptr_t last = given(io.map(io.highest(), 1));

  expect_refused([&] { return io.unmap(last + 1, 1); }, [&] { return io.unmap(last, 1); });
}

CHECK_REQUIREMENT(MUI_05, NonsenseIsAnsweredWithZero) {
  const DeviceIo io = DeviceIo(session()).with_ports();

  EXPECT_EQ(io.unmap_raw(io.valid(1), 0).value, 0) << "length 0";
  EXPECT_EQ(io.unmap_raw(io.highest() + 1, 1).value, 0) << "behind the last port";
  EXPECT_EQ(io.unmap_raw(UINTPTR_MAX, 2).value, 0) << "a range that wraps around";
}

CHECK_REQUIREMENT(MUI_05, HandleThatWasGivenBackStillWorks) {
  const DeviceIo io = DeviceIo(session()).with_ports();
  const std::uintptr_t handle = given(io.map(io.scratch(1), 1));
  gain_io(session(), profile());
  io.out(handle, 1, 0x5a);

  EXPECT_EQ(io.unmap_raw(handle, 1).value, 0);

  EXPECT_EQ(signal_of([&] { (void)io.in(handle, 1); }), 0);
  EXPECT_EQ(io.in(handle, 1), 0x5au);
}

CHECK_REQUIREMENT(MUI_06, ZeroLengthFailsWithEinval) {
  const DeviceIo io = DeviceIo(session()).with_addresses();
  const std::uintptr_t handle = given(io.map(io.valid(1), 1));

  expect_refused([&] { return io.unmap(handle, 0); }, [&] { return io.unmap(handle, 1); });
}

CHECK_REQUIREMENT(MUI_06, RangeThatNoProcessHasFailsWithEinval) {
  const DeviceIo io = DeviceIo(session()).with_addresses();
  const std::uintptr_t handle = given(io.map(io.valid(2), 2));

  expect_refused([&] { return io.unmap(UINTPTR_MAX, 2); }, [&] { return io.unmap(handle, 2); });
}

}  // namespace
}  // namespace mapproof
