// The simulated ports, and the privilege that each thread needs to use them.
// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include "model_test.hpp"

namespace mapproof::model_tests {
namespace {

class DeviceIoTest : public ModelTest {
 protected:
  mapproof_handle_outcome map_io(std::uint64_t io, std::size_t length) const {
    const mapproof_device_io_request request{io, length};
    return table->mmap_device_io(session, &request);
  }
  void out(std::uintptr_t handle, std::uint32_t width, std::uint32_t value) const {
    const mapproof_port_request request{handle, width, value};
    table->out(session, &request);
  }
  std::uint32_t in(std::uintptr_t handle, std::uint32_t width) const {
    const mapproof_port_request request{handle, width, 0};
    return table->in(session, &request);
  }
  void gain_privilege() const {
    const mapproof_thread_control_request request{MAPPROOF_THREAD_IO, 0, 0, 0};
    ASSERT_EQ(table->thread_control(session, &request).error, 0);
  }
};

TEST_F(DeviceIoTest, PortsKeepWhatWasWrittenInEachWidth) {
  gain_privilege();
  const std::uintptr_t port = map_io(0x3f8, 8).value;

  out(port, 4, 0x11223344);
  out(port + 1, 1, 0xff);

  EXPECT_EQ(in(port, 4), 0x1122ff44u);
  EXPECT_EQ(in(port, 2), 0xff44u);
  EXPECT_EQ(in(port, 1), 0x44u);
}

TEST_F(DeviceIoTest, MapErrors) {
  EXPECT_EQ(map_io(0, 0x10000).error, 0);
  EXPECT_EQ(map_io(0x80, 0).error, EINVAL);
  EXPECT_EQ(map_io(0xffff, 2).error, ENXIO);
  EXPECT_EQ(map_io(0x10000, 1).error, ENXIO);
  EXPECT_EQ(map_io(UINT64_MAX, 2).error, ENXIO);
  provoke(MAPPROOF_WITHOUT_MAP_PRIVILEGE);
  EXPECT_EQ(map_io(0x80, 1).error, EPERM);
  EXPECT_EQ(map_io(0x80, 1).value, UINTPTR_MAX);
}

TEST_F(DeviceIoTest, UnmapErrorsAreThoseOfTheRelease) {
  EXPECT_EQ(table->munmap_device_io(session, 0x80, 1).error, 0);
  EXPECT_EQ(table->munmap_device_io(session, 0xffff, 2).error, ENXIO);
  EXPECT_EQ(table->munmap_device_io(session, UINTPTR_MAX, 2).error, EINVAL);
  open("model:", "qnx-8.0");
  EXPECT_EQ(table->munmap_device_io(session, UINTPTR_MAX, 2).error, 0);
}

TEST_F(DeviceIoTest, NothingIsCheckedInTheOldEra) {
  open("model:", "obs64");
  provoke(MAPPROOF_WITHOUT_MAP_PRIVILEGE);

  EXPECT_EQ(map_io(0x12345, 0).value, 0x12345u);
  EXPECT_EQ(table->munmap_device_io(session, UINTPTR_MAX, 0).value, 0);
}

TEST_F(DeviceIoTest, WithoutPortsAHandleIsAnUncachedMapping) {
  open("model:standard,memory_mapped_io=1");
  const mapproof_io_facts& io = *table->io_facts(session);
  ASSERT_EQ(io.is_memory_mapped, 1u);
  const mapproof_handle_outcome handle = map_io(io.scratch, 4);
  ASSERT_EQ(handle.error, 0);
  std::uint32_t caching = 0;
  table->caching_of(session, reinterpret_cast<const void*>(handle.value), &caching);

  out(handle.value, 4, 0x11223344);

  EXPECT_EQ(caching, static_cast<std::uint32_t>(MAPPROOF_UNCACHED));
  EXPECT_EQ(in(handle.value, 2), 0x3344u);
  EXPECT_EQ(map_io(io.highest, 2).error, ENXIO);
  EXPECT_EQ(table->munmap_device_io(session, handle.value, 0).error, EINVAL);
  EXPECT_EQ(table->munmap_device_io(session, handle.value, 4).error, 0);
  EXPECT_EQ(signal_of([&] { in(handle.value, 1); }), SIGSEGV);
}

TEST_F(DeviceIoTest, ThreadWithoutPrivilegeFaults) {
  EXPECT_EQ(signal_of([&] { in(0x80, 1); }), SIGSEGV);
  EXPECT_EQ(signal_of([&] { out(0x80, 1, 1); }), SIGSEGV);
  EXPECT_EQ(signal_of([&] {
              gain_privilege();
              in(0x80, 1);
            }),
            0);
  EXPECT_EQ(signal_of([&] {
              gain_privilege();
              std::thread([&] { in(0x80, 1); }).join();
            }),
            SIGSEGV);
}

}  // namespace
}  // namespace mapproof::model_tests
