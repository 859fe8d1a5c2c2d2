// Who is given the I/O privilege, for which thread, and that it locks the process's memory.
// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include "checks/mmap_device_io/device_io.hpp"
#include "core/touch.hpp"
#include "requirements/thread_ctl.hpp"

namespace mapproof {
namespace {

CHECK_REQUIREMENT(TCT_01, CallerWithoutTheAbilityFailsWithEperm) {
  const auto ask = [&]() -> Answer { return ask_for_io(session(), profile()); };

  expect_refused([&] { return during(MAPPROOF_WITHOUT_IO_PRIVILEGE, 0, ask); }, ask);
}

CHECK_REQUIREMENT(TCT_01, RefusedCallerGetsNoPrivilege) {
  if (!session().has(&mapproof_backend::mmap_device_io)) throw Untested{"this backend has no device io."};
  const DeviceIo io = DeviceIo(session()).with_ports();
  const std::uintptr_t handle = given(io.map(io.valid(1), 1));
  const auto ask = [&]() -> Answer { return ask_for_io(session(), profile()); };

  expect_refused(
      [&] {
        const Answer answer = during(MAPPROOF_WITHOUT_IO_PRIVILEGE, 0, ask);
        EXPECT_NE(signal_of([&] { (void)io.in(handle, 1); }), 0) << "the refused thread can read the port";
        return answer;
      },
      ask);
}

// Threads are numbered from 1 on in a process, and the check itself runs in the first one.
CHECK_REQUIREMENT(TCT_02, AnotherThreadIsRefused) {
  constexpr std::int32_t first_thread = 1;
  gain_io(session(), profile());
  std::thread([&] {
    expect_refused([&] { return ask_for_io(session(), profile(), first_thread); },
                   [&] { return ask_for_io(session(), profile()); });
  }).join();
}

CHECK_REQUIREMENT(TCT_03, UnlockedPageMovesNoMore) {
  void* const memory = this->memory(MAPPROOF_MEMORY_CONTIGUOUS, page());
  const std::uint64_t first = physical_of(memory);
  provoke(MAPPROOF_FRAMES_MOVE);
  const std::uint64_t second = physical_of(memory);
  if (second == first) throw Untested{"here an unlocked page does not move either."};

  gain_io(session(), profile());
  provoke(MAPPROOF_FRAMES_MOVE);

  EXPECT_EQ(physical_of(memory), second);
}

CHECK_REQUIREMENT(TCT_03, LookupNeedsNoOtherLock) {
  if (!session().has(&mapproof_backend::mem_offset64)) throw Untested{"this backend has no mem_offset64()."};
  void* const memory = this->memory(MAPPROOF_MEMORY_ANONYMOUS, page());
  touch(memory);
  if (session().offset64(memory, page())) throw Untested{"under this profile a lookup needs no lock at all."};

  gain_io(session(), profile());

  EXPECT_THAT(session().offset64(memory, page()), succeeds());
}

CHECK_REQUIREMENT(TCT_04, ThreadThatDidNotAskFaults) {
  const DeviceIo io = DeviceIo(session()).with_ports();
  const std::uintptr_t handle = given(io.map(io.valid(1), 1));
  ASSERT_THAT(ask_for_io(session(), profile()), succeeds());

  const int other = signal_of([&] { std::thread([&] { (void)io.in(handle, 1); }).join(); });

  EXPECT_EQ(signal_of([&] { (void)io.in(handle, 1); }), 0) << "the thread that asked";
  EXPECT_NE(other, 0) << "another thread can read the port too";
}

CHECK_REQUIREMENT(TCT_04, ThreadThatAskedDoesNotShareItWithTheFirst) {
  const DeviceIo io = DeviceIo(session()).with_ports();
  const std::uintptr_t handle = given(io.map(io.valid(1), 1));
  bool granted = false;

  std::thread([&] { granted = static_cast<bool>(ask_for_io(session(), profile())); }).join();

  ASSERT_TRUE(granted);
  EXPECT_NE(signal_of([&] { (void)io.in(handle, 1); }), 0);
}

}  // namespace
}  // namespace mapproof
