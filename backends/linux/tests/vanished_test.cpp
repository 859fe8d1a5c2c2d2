// What is answered when a device, its file or the kernel's consent is gone after the target was found.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <ctime>
#include <filesystem>

#include "bar_test.hpp"
#include "linux/context/map_device.hpp"
#include "linux/io/capability.hpp"
#include "linux/targets/refusal.hpp"

namespace mapproof::lnx {
namespace {

using testing::HasSubstr;

const std::string bar2 = "pci:0000:00:04.0/2";

class VanishedTest : public BarTest {
 protected:
  void SetUp() override {}

  int map_error(std::uint32_t protection = MAPPROOF_PROT_READ) const {
    const mapproof_address_outcome outcome = map({nullptr, page(), base, protection, 0, 0, 0});
    if (outcome.error == 0) munmap(outcome.value, page());
    return outcome.error;
  }
};

// The signal by which a load from there kills the process, or 0.
int signal_of_load(const volatile char* address) {
  const pid_t child = fork();
  if (child == 0) {
    for (const int fatal : {SIGBUS, SIGSEGV}) signal(fatal, SIG_DFL);
    _exit(*address == 'x' ? 1 : 0);
  }
  int status = -1;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

TEST_F(VanishedTest, DeviceThatWentBetweenFindingAndOpeningIsNamed) {
  Window window(find_pci(bar2, stand_in().paths()));
  std::filesystem::remove_all(stand_in().device(""));

  try {
    window.open_and_try(bar2, true, 4096);
    FAIL() << "it was opened";
  } catch (const Refusal& refusal) {
    EXPECT_EQ(refusal.error(), ENOENT);
    EXPECT_THAT(refusal.what(), HasSubstr(bar2));
    EXPECT_THAT(refusal.what(), HasSubstr("see whether the device is still there"));
  }
}

// The library opens a window's files when they are first needed.
TEST_F(VanishedTest, DeviceThatWentBeforeItsFirstMapIsNoMemoryAnyMore) {
  Context context(learn_machine(), stand_in().paths());
  context.windows.emplace_back(find_pci(bar2, stand_in().paths()));
  std::filesystem::remove(stand_in().device("resource2"));

  EXPECT_EQ(map_device(context, {nullptr, 1, base, PROT_READ, 0}).error, ENXIO);
}

// What was found out at most one tick of the kernel's clock ago counts as now.
void wait_for_tick() {
  timespec before{}, now{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &before);
  do {
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  } while (now.tv_sec == before.tv_sec && now.tv_nsec == before.tv_nsec);
}

TEST_F(VanishedTest, DriverIsAskedForWhenItMatters) {
  Context context(learn_machine(), stand_in().paths());
  stand_in().bind_driver("virtio-pci");
  context.windows.emplace_back(find_held_pci(bar2, stand_in().paths()));
  const DeviceRequest request{nullptr, 1, base, PROT_READ, 0};
  EXPECT_EQ(map_device(context, request).error, EPERM);

  std::filesystem::remove(stand_in().device("driver"));
  wait_for_tick();
  EXPECT_EQ(map_device(context, request).error, 0);

  stand_in().bind_driver("virtio-pci");
  wait_for_tick();
  EXPECT_EQ(map_device(context, request).error, EPERM);
}

TEST_F(VanishedTest, DeviceThatIsNotEnabledIsNoMemoryYet) {
  Context context(learn_machine(), stand_in().paths());
  stand_in().switch_memory_decoding_off();
  context.windows.emplace_back(find_held_pci(bar2, stand_in().paths()));
  const DeviceRequest request{nullptr, 1, base, PROT_READ, 0};
  EXPECT_EQ(map_device(context, request).error, ENXIO);

  stand_in().write(stand_in().device("config"), std::string("\x34\x12\x11\x10\x03\x00\x00\x00", 8));

  EXPECT_EQ(map_device(context, request).error, 0);
}

TEST_F(VanishedTest, DeviceThatGoesWhileItIsMappedIsNoticedByTheAccess) {
  open(bar2, true, stand_in().paths());
  char* const mapped = map_pages(0, 2);
  mapped[0] = 'x';
  EXPECT_EQ(signal_of_load(mapped), 0);

  std::filesystem::resize_file(stand_in().device("resource2"), 0);

  EXPECT_EQ(signal_of_load(mapped), SIGBUS);
  EXPECT_EQ(offset_of(mapped), base);
  EXPECT_EQ(unmap(mapped, 2 * page()), 0);
}

TEST_F(VanishedTest, FileThatBecameTooShortIsRefusedWhenItIsOpenedAnew) {
  const std::string file = stand_in().device("resource2");
  const std::string target = "file:" + file + "@0x7e00000000+0x2000";
  open(target, true);
  std::filesystem::resize_file(file, 0x1000);

  EXPECT_THAT(refusal_of(target, ENXIO, Paths()), HasSubstr("longer than its file of 4096 bytes"));
}

// A write seal makes Linux answer as strict /dev/mem does: the file opens, and the map is not permitted.
TEST_F(VanishedTest, RangeThatTheKernelProtectsIsNotPermitted) {
  const Descriptor memory(memfd_create("vanished_test", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  ASSERT_EQ(ftruncate(memory.number(), static_cast<off_t>(base + 0x10000)), 0);
  ASSERT_EQ(fcntl(memory.number(), F_ADD_SEALS, F_SEAL_WRITE), 0);
  Paths paths = stand_in().paths();
  paths.devmem = "/proc/self/fd/" + std::to_string(memory.number());
  open("devmem:0xfe000000+0x1000", true, paths);

  EXPECT_EQ(map_error(), 0);
  EXPECT_EQ(map_error(read_write), EPERM);
}

// /dev/mem answers so when its page tables cannot be made; any file does when what is mapped would exceed the lock
// limit.
TEST_F(VanishedTest, ShortageInTheKernelsRemapMayPass) {
  open("devmem:0xfe000000+0x1000", true, stand_in().paths());
  // A lock of the future and a lowered limit stay: only a child may do that.
  const int failures = failures_in_child([this] {
    const rlimit none{0, 0};
    const bool ready = syscall(SYS_mlockall, MCL_FUTURE) == 0 && setrlimit(RLIMIT_MEMLOCK, &none) == 0 &&
                       set_capability(CAP_IPC_LOCK, false);
    if (!ready) return has_capability(CAP_IPC_LOCK) ? 2 : 0;
    return static_cast<int>(map_error() != EAGAIN);
  });

  EXPECT_EQ(failures, 0);
}

}  // namespace
}  // namespace mapproof::lnx
