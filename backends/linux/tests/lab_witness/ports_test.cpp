// Whether ports are the device's: the same registers show in its memory, and the one view witnesses of the other.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <stdexcept>

#include "asked.hpp"
#include "host/session.hpp"

namespace mapproof::lab {
namespace {

class PortsTest : public testing::Test {
 protected:
  PortsTest() : session_(asked().backend, {asked().ports, "qnx-7.1", true}) {
    const mapproof_thread_control_request right{MAPPROOF_THREAD_IO, 0, 0, 0};
    if (table().thread_control(session_.handle(), &right).value == -1) throw std::runtime_error("no I/O privilege");
  }

  const mapproof_backend& table() const { return session_.table(); }
  const mapproof_io_facts& io() const { return *table().io_facts(session_.handle()); }
  std::uint32_t in(std::uint64_t port, std::uint32_t width) const {
    const mapproof_port_request request{handle(port, width), width, 0};
    return table().in(session_.handle(), &request);
  }
  void out(std::uint64_t port, std::uint32_t width, std::uint32_t value) const {
    const mapproof_port_request request{handle(port, width), width, value};
    table().out(session_.handle(), &request);
  }
  Result<Mapping> memory() const {
    const mapproof_window& bar = session_.facts().windows[0];
    return session_.map({nullptr, bar.physical, bar.length, read_write | MAPPROOF_PROT_NOCACHE});
  }
  // A range of 256 ports begins at a multiple of that, and the memory shows its registers in their order.
  static std::size_t offset_of(std::uint64_t port) { return port & 0xff; }

 private:
  std::uintptr_t handle(std::uint64_t port, std::uint32_t length) const {
    const mapproof_device_io_request request{port, length};
    return table().mmap_device_io(session_.handle(), &request).value;
  }

  Session session_;
};

TEST_F(PortsTest, EveryRegisterIsTheOneThatTheMemoryShows) {
  const Result<Mapping> registers = memory();
  ASSERT_TRUE(registers.has_value());
  const std::uint64_t first = io().scratch, end = first + io().scratch_length;
  ASSERT_GE(end - first, 8u);

  for (std::uint64_t port = first; port < end; port += 4) {
    out(port, 4, 0xCA4A'0000u + static_cast<std::uint32_t>(port));
    registers->store<std::uint8_t>(offset_of(port) + 3, 0x5A);
  }

  for (std::uint64_t port = first; port < end; port += 4) {
    const std::uint32_t expected = 0x5A4A'0000u + static_cast<std::uint32_t>(port);
    EXPECT_EQ(registers->load<std::uint32_t>(offset_of(port)), expected);
    EXPECT_EQ(in(port, 4), expected);
  }
}

TEST_F(PortsTest, NarrowStoresReachTheirBytesOnly) {
  const Result<Mapping> registers = memory();
  ASSERT_TRUE(registers.has_value());
  const std::uint64_t port = io().scratch;
  out(port, 4, 0x44332211);

  out(port + 1, 1, 0xFFFFFF55);
  out(port + 2, 2, 0xFFFF7766);

  EXPECT_EQ(registers->load<std::uint32_t>(offset_of(port)), 0x77665511u);
  EXPECT_EQ(in(port + 1, 1), 0x55u);
  EXPECT_EQ(in(port + 2, 2), 0x7766u);
}

}  // namespace
}  // namespace mapproof::lab
