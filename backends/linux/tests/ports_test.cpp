// I/O ports: which targets name them, what is answered, and that nobody touches one. No port is touched here.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/capability.h>

#include <cerrno>
#include <csignal>

#include "linux/context/device_io.hpp"
#include "linux/io/capability.hpp"
#include "linux/targets/refusal.hpp"
#include "linux_fixture.hpp"
#include "stand_in.hpp"

namespace mapproof::lnx {
namespace {

using testing::HasSubstr;

const char claims[] =
    "0000-0cf7 : PCI Bus 0000:00\n"
    "  0070-0077 : rtc0\n"
    "0d00-ffff : PCI Bus 0000:00\n"
    "  c000-c01f : 0000:00:04.0\n";

class PortsTest : public LinuxTest {
 protected:
  PortsTest() : paths_(stand_in_.paths()) {
    paths_.ioports = stand_in_.device("ioports");
    stand_in_.write(paths_.ioports, claims);
  }

  std::string refusal(const std::string& target, int error) { return refusal_of(target, error, paths_); }
  // Whether a caller without the right to use ports is refused, as it must be.
  bool opened(const std::string& target) {
    if (would_grant_ports()) {
      open(target, true, paths_);
      return true;
    }
    EXPECT_THAT(refusal(target, EPERM), HasSubstr("CAP_SYS_RAWIO"));
    return false;
  }
  int map_error(std::uint64_t io, std::size_t length) const {
    const mapproof_device_io_request request{io, length};
    const mapproof_handle_outcome outcome = table().mmap_device_io(handle(), &request);
    EXPECT_EQ(outcome.value, outcome.error == 0 ? io : UINTPTR_MAX);
    return outcome.error;
  }
  int unmap_error(std::uintptr_t port, std::size_t length) const {
    const mapproof_status_outcome outcome = table().munmap_device_io(handle(), port, length);
    EXPECT_EQ(outcome.value, outcome.error == 0 ? 0 : -1);
    return outcome.error;
  }
  // This thread has no right: an access would be its end.
  void expect_untouched(const mapproof_port_request& request) const {
    table().out(handle(), &request);
    EXPECT_EQ(table().in(handle(), &request), UINT32_MAX) << request.handle;
  }
  int ask_error(std::int32_t thread = 0) const {
    const mapproof_thread_control_request request{MAPPROOF_THREAD_IO, thread, 0, 0};
    return table().thread_control(handle(), &request).error;
  }

  StandIn stand_in_;
  Paths paths_;
};

TEST_F(PortsTest, MalformedTargets) {
  for (const char* target : {"ports:", "ports:0xe0", "ports:0xe0+0", "ports:+4", "ports:0xe0+4:memory", "ports:e0+4"}) {
    EXPECT_THAT(refusal(target, EINVAL), HasSubstr("malformed: write ports:BASE+LENGTH")) << target;
  }
  for (const char* target : {"ports:0x10000+1", "ports:0xffff+2", "ports:0xe0+0xffffffffffffffff"}) {
    EXPECT_THAT(refusal(target, ENXIO), HasSubstr("ends behind 0xffff")) << target;
  }
}

TEST_F(PortsTest, PortsThatADriverHolds) {
  for (const char* target : {"ports:0x70+2", "ports:0x6f+2", "ports:0x77+1", "ports:0x60+0x100"}) {
    EXPECT_THAT(refusal(target, EBUSY), HasSubstr("is held by 'rtc0'")) << target;
  }
  stand_in_.bind_driver("ne2k-pci");
  EXPECT_THAT(refusal("ports:0xc004+4", EBUSY), HasSubstr("is held by 'ne2k-pci'"));
}

TEST_F(PortsTest, ListThatTellsNothingIsNoPermission) {
  stand_in_.write(paths_.ioports, "0000-0000 : PCI Bus 0000:00\n  0000-0000 : rtc0\n");

  EXPECT_THAT(refusal("ports:0xe0+4", EPERM), HasSubstr("hides who holds its ports"));
}

TEST_F(PortsTest, NamedRangeIsTold) {
  if (!opened("ports:0xc004+8")) return;

  EXPECT_EQ(table().io_facts(handle())->scratch, 0xc004u);
  EXPECT_EQ(table().io_facts(handle())->scratch_length, 8u);
  EXPECT_EQ(note("ports"), "0xc004+0x8, named by the user");
  EXPECT_THAT(refusal("ports:0xe0+4,ports:0xe8+4", EINVAL), HasSubstr("second range of ports"));
  EXPECT_THAT(refusal("ports:0xe0+4,pci:0000:00:04.0/2,ports:0x70+1", EINVAL), HasSubstr("second range of ports"));
}

TEST_F(PortsTest, RangeAndWindowGoTogether) {
  if (!opened("pci:0000:00:04.0/2,ports:0xe0+4")) return;

  EXPECT_EQ(facts().window_count, 1u);
  EXPECT_EQ(table().io_facts(handle())->scratch_length, 4u);
}

TEST_F(PortsTest, WithoutARangeNoPortIsNamedOrTouched) {
  open("");
  EXPECT_EQ(table().io_facts(handle())->is_memory_mapped, 0u);
  EXPECT_EQ(table().io_facts(handle())->highest, 0xffffu);
  EXPECT_EQ(table().io_facts(handle())->scratch_length, 0u);

  for (const std::uint32_t width : {1u, 2u, 4u}) expect_untouched({0xe0, width, 0x5a});
}

TEST_F(PortsTest, PortsAroundTheRangeAreNotTouched) {
  open("");
  session().ports = PortRange{0xe0, 4, true};

  for (const mapproof_port_request request :
       {mapproof_port_request{0xdf, 1, 0}, {0xe4, 1, 0}, {0xe1, 4, 0}, {0xe0, 3, 0}, {0xe0, 8, 0}, {0x100e0, 1, 0}}) {
    expect_untouched(request);
  }
}

TEST_F(PortsTest, ThreadThatDidNotAskFaults) {
  open("");
  session().ports = PortRange{0xe0, 4, true};
  const mapproof_port_request request{0xe0, 4, 0};

  // A sanitizer would make an exit code of the signal.
  const auto fatal = [] { std::signal(SIGSEGV, SIG_DFL); };

  EXPECT_EXIT((fatal(), table().in(handle(), &request)), testing::KilledBySignal(SIGSEGV), "");
  EXPECT_EXIT((fatal(), table().out(handle(), &request)), testing::KilledBySignal(SIGSEGV), "");
}

TEST_F(PortsTest, WithoutPermissionNothingIsWritten) {
  open("");
  session().ports = PortRange{0xe0, 4, false};

  const mapproof_port_request request{0xe0, 4, 0};
  table().out(handle(), &request);
}

TEST_F(PortsTest, RangesAreCheckedAsTheProfileWants) {
  open("pci:0000:00:04.0/2", true, stand_in_.paths());
  const int valid = has_capability(CAP_SYS_RAWIO) ? 0 : EPERM;
  EXPECT_EQ(map_error(0xffff, 1), valid);
  EXPECT_EQ(map_error(0xe0, 0), EINVAL);
  if (valid == 0) {
    EXPECT_EQ(map_error(0xffff, 2), ENXIO);
    EXPECT_EQ(map_error(0x10000, 1), ENXIO);
    EXPECT_EQ(map_error(UINT64_MAX, 2), ENXIO);
  }
  EXPECT_EQ(unmap_error(0xe0, 4), 0);
  EXPECT_EQ(unmap_error(0xffff, 2), ENXIO);
  EXPECT_EQ(unmap_error(UINTPTR_MAX, 2), EINVAL);

  open("", false, Paths(), "qnx-8.0");
  EXPECT_EQ(map_error(0xe0, 0), EINVAL);
  EXPECT_EQ(unmap_error(UINTPTR_MAX, 2), 0);

  open("", false, Paths(), "obs64");
  EXPECT_EQ(map_error(0x10000, 0), 0);
  EXPECT_EQ(unmap_error(UINTPTR_MAX, 2), 0);
}

TEST_F(PortsTest, CallerWithoutTheCapabilityIsRefused) {
  const int failures = failures_in_child([this] {
    set_capability(CAP_SYS_RAWIO, false);
    open("pci:0000:00:04.0/2", true, stand_in_.paths());
    return (map_error(0xe0, 4) != EPERM) + (ask_error() != EPERM) + (ask_error(1) != ENOTSUP) +
           (provoke(MAPPROOF_WITHOUT_IO_PRIVILEGE, true).error != ENOTSUP);
  });

  EXPECT_EQ(failures, 0);
}

TEST_F(PortsTest, RightIsTakenAndGivenBack) {
  open("pci:0000:00:04.0/2", true, stand_in_.paths());
  if (!would_grant_ports()) return;

  EXPECT_EQ(provoke(MAPPROOF_WITHOUT_IO_PRIVILEGE, true).error, 0);
  EXPECT_EQ(ask_error(), EPERM);
  EXPECT_EQ(map_error(0xe0, 4), EPERM);
  EXPECT_EQ(provoke(MAPPROOF_WITHOUT_IO_PRIVILEGE, false).error, 0);

  EXPECT_EQ(map_error(0xe0, 4), 0);
}

// Where files play the devices, everybody may ask, and all memory is locked as far as this user may.
TEST_F(PortsTest, FilesNeedNoRight) {
  const int failures = failures_in_child([this] {
    set_capability(CAP_SYS_RAWIO, false);
    open("file:" + stand_in_.device("resource2") + "@0x7e00000000+0x1000", true);
    const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
    memory.store(0, 1);
    int wrong = (map_error(0xe0, 4) != 0) + (provoke(MAPPROOF_WITHOUT_IO_PRIVILEGE, true).error != ENOTSUP);
    const bool may_lock = has_capability(CAP_IPC_LOCK) && session().knows_frames;
    wrong += may_lock && look_up64(memory.at(0), 1).error != EAGAIN;
    wrong += ask_error() != 0;
    return wrong + (may_lock && look_up64(memory.at(0), 1).error != 0);
  });

  EXPECT_EQ(failures, 0);
}

}  // namespace
}  // namespace mapproof::lnx
