// libmapproof_qnx as a program uses it: through its header and its shared object alone.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <hw/inout.h>
#include <linux/capability.h>
#include <sys/mman.h>
#include <sys/neutrino.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr std::uint64_t base = 0x7e00000880;
constexpr std::uint64_t page_of_base = 0x7e00000000;
constexpr std::size_t page = 4096;
constexpr int read_write = PROT_READ | PROT_WRITE;

volatile char* map(std::size_t length, std::uint64_t physical, void* at = nullptr, int flags = 0) {
  return static_cast<volatile char*>(mmap_device_memory(at, length, read_write | PROT_NOCACHE, flags, physical));
}
void* plain(volatile char* address) { return const_cast<char*>(address); }

int map_error(void* at, std::size_t length, int protection, int flags, std::uint64_t physical) {
  errno = 0;
  void* const mapped = mmap_device_memory(at, length, protection, flags, physical);
  if (mapped == MAP_FAILED) return errno;
  munmap_device_memory(mapped, length);
  return 0;
}

// The sanitizers' own mlock() does nothing.
void lock(volatile char* address, std::size_t length) { syscall(SYS_mlock, plain(address), length); }

int offset_error(volatile char* address, off64_t& offset) {
  errno = 0;
  return mem_offset64(plain(address), NOFD, 1, &offset, nullptr) == 0 ? 0 : errno;
}

TEST(QnxLibrary, UnalignedRegisterBlockIsMappedAtItsByte) {
  volatile char* const block = map(0x40, base);
  ASSERT_NE(plain(block), MAP_FAILED);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block) % page, base % page);

  block[8] = 'q';

  volatile char* const whole = map(page, page_of_base);
  EXPECT_EQ(whole[base % page + 8], 'q');
  off64_t offset = 0;
  std::size_t run = 0;
  EXPECT_EQ(mem_offset64(plain(block), NOFD, 0x40, &offset, &run), 0);
  EXPECT_EQ(static_cast<std::uint64_t>(offset), base);
  EXPECT_EQ(run, 0x40u);
  EXPECT_EQ(munmap_device_memory(plain(block), 0x40), 0);
  EXPECT_EQ(munmap_device_memory(plain(whole), page), 0);
}

TEST(QnxLibrary, EachMisuseLeavesItsErrno) {
  char here[1];
  EXPECT_EQ(map_error(nullptr, 0, PROT_READ, 0, base), EINVAL);
  EXPECT_EQ(map_error(nullptr, 1, PROT_READ | 0x1000, 0, base), EINVAL);
  EXPECT_EQ(map_error(nullptr, 1, PROT_READ, MAP_STACK, base), EINVAL);
  EXPECT_EQ(map_error(nullptr, 1, PROT_READ, MAP_LOCKED, base), EINVAL);
  EXPECT_EQ(map_error(nullptr, 1, PROT_READ, 0, 0x7d00000000), ENXIO);
  EXPECT_EQ(map_error(nullptr, SIZE_MAX, PROT_READ, 0, base), ENOMEM);
  EXPECT_EQ(map_error(here, 1, PROT_READ, MAP_FIXED, base + (reinterpret_cast<std::uintptr_t>(here) + 1) % 16), ENXIO);
  EXPECT_EQ(map_error(nullptr, 1, PROT_READ, MAP_PHYS | MAP_SHARED | MAP_LAZY, base), 0);
  off64_t offset = 0;
  EXPECT_EQ(mem_offset64(here, 0, 1, &offset, nullptr), -1);
  EXPECT_EQ(errno, EBADF);
  EXPECT_EQ(munmap_device_memory(here, 0), -1);
  EXPECT_EQ(errno, EINVAL);
}

TEST(QnxLibrary, SuccessLeavesErrnoAlone) {
  errno = E2BIG;
  volatile char* const block = map(1, base);
  off64_t offset = 0;
  mem_offset64(plain(block), NOFD, 1, &offset, nullptr);
  munmap_device_memory(plain(block), 1);

  EXPECT_EQ(errno, E2BIG);
}

TEST(QnxLibrary, MappingThatLinuxsOwnCallsTookAwayIsNotRemembered) {
  off64_t offset = 0;
  volatile char* const block = map(2 * page, page_of_base);
  munmap(plain(block), page);
  EXPECT_EQ(offset_error(block, offset), EACCES);
  EXPECT_EQ(offset_error(block + page, offset), 0);

  ASSERT_EQ(mmap(plain(block), 2 * page, read_write, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0), plain(block));
  block[page] = 1;
  lock(block + page, 1);
  const int error = offset_error(block + page, offset);
  EXPECT_TRUE(error == EPERM || (error == 0 && static_cast<std::uint64_t>(offset) != page_of_base + page));
  munmap(plain(block), 2 * page);
}

TEST(QnxLibrary, UnmapTakesWhatOthersMapped) {
  void* const memory = mmap(nullptr, page, read_write, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  EXPECT_EQ(munmap_device_memory(memory, page), 0);

  EXPECT_EQ(madvise(memory, page, MADV_NORMAL), -1);
}

TEST(QnxLibrary, OffsetOfLockedMemoryIsItsFrameOrAClearRefusal) {
  auto* const memory = static_cast<volatile char*>(mmap(nullptr, page, read_write, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  off64_t offset = -1;
  const int unlocked = offset_error(memory, offset);
  EXPECT_TRUE(unlocked == EAGAIN || unlocked == EPERM);
  lock(memory, page);

  const int locked = offset_error(memory + 5, offset);

  EXPECT_TRUE((locked == 0 && offset > 0 && offset % 16 == 5) || locked == EPERM);
  EXPECT_EQ(locked, unlocked == EAGAIN ? 0 : EPERM);
  munmap(plain(memory), page);
}

TEST(QnxLibrary, PosixOffsetOfAFileIsItsPlaceInTheFile) {
  char name[] = "/tmp/mapproof-qnx-XXXXXX";
  const int file = mkstemp(name);
  ASSERT_EQ(ftruncate(file, 4 * page), 0);
  char* const memory = static_cast<char*>(mmap(nullptr, 2 * page, PROT_READ, MAP_SHARED, file, 2 * page));
  off_t offset = 0;
  std::size_t run = 0;
  int fd = 0;

  EXPECT_EQ(posix_mem_offset(memory + 7, 4 * page, &offset, &run, &fd), 0);

  EXPECT_EQ(offset, static_cast<off_t>(2 * page + 7));
  EXPECT_EQ(run, 2 * page - 7);
  EXPECT_EQ(fd, NOFD);
  munmap(memory, 2 * page);
  close(file);
  unlink(name);
}

TEST(QnxLibrary, ChildMapsAndKnowsItsParentsMappings) {
  volatile char* const block = map(0x40, base);
  const pid_t child = fork();
  if (child == 0) {
    off64_t offset = 0;
    int wrong = offset_error(block, offset) != 0 || static_cast<std::uint64_t>(offset) != base;
    volatile char* const own = map(1, base + 1);
    wrong += plain(own) == MAP_FAILED;
    wrong += munmap_device_memory(plain(block), 0x40) != 0;
    _exit(wrong);
  }
  int status = -1;
  waitpid(child, &status, 0);

  EXPECT_EQ(status, 0);
  off64_t offset = 0;
  EXPECT_EQ(offset_error(block, offset), 0);
  munmap_device_memory(plain(block), 0x40);
}

TEST(QnxLibrary, FirstCallsOfManyThreadsFindOneContext) {
  const pid_t child = fork();
  if (child == 0) {
    execl("/proc/self/exe", "library_test", "--first-calls", nullptr);
    _exit(127);
  }
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

std::atomic<int> mistakes{0};

TEST(QnxLibrary, SignalHandlerMaps) {
  std::signal(SIGUSR1, [](int) {
    off64_t offset = 0;
    volatile char* const block = map(1, base);
    const bool is_told = mem_offset64(plain(block), NOFD, 1, &offset, nullptr) == 0;
    mistakes += !is_told || munmap_device_memory(plain(block), 1) != 0;
  });
  // A handler for QNX need not save what calls that succeed leave alone there.
  errno = ERANGE;
  for (int i = 0; i < 200; ++i) std::raise(SIGUSR1);
  EXPECT_EQ(errno, ERANGE);
  std::signal(SIGUSR1, SIG_DFL);

  EXPECT_EQ(mistakes, 0);
}

TEST(QnxLibrary, OtherThreadControlsAreNotOffered) {
  EXPECT_EQ(ThreadCtl(1, nullptr), -1);
  EXPECT_EQ(errno, ENOTSUP);
}

#if defined(__x86_64__) || defined(__i386__)
TEST(QnxLibrary, OnlyNamedPortsArePorts) {
  EXPECT_EQ(mmap_device_io(4, 0x70), MAP_DEVICE_FAILED);
  EXPECT_EQ(errno, ENXIO);
  EXPECT_EQ(mmap_device_io(0, 0x70), MAP_DEVICE_FAILED);
  EXPECT_EQ(errno, EINVAL);

  EXPECT_EQ(in8(0x70), 0xffu);
  EXPECT_EQ(in16(0x70), 0xffffu);
  EXPECT_EQ(in32(0x70), 0xffffffffu);
  out8(0x70, 1);

  EXPECT_EQ(munmap_device_io(0x70, 2), 0);
  EXPECT_EQ(munmap_device_io(0xffff, 2), -1);
  EXPECT_EQ(errno, ENXIO);
}
#endif

TEST(QnxLibrary, RegistersInMemoryHaveHandlesToo) {
  const uintptr_t handle = mmap_device_io(0x40, base);
  ASSERT_NE(handle, MAP_DEVICE_FAILED);

  out32(handle + 4, 0x11223344);
  out16(handle + 8, 0x5566);
  out8(handle + 10, 0x77);

  EXPECT_EQ(in32(handle + 4), 0x11223344u);
  EXPECT_EQ(inbe32(handle + 4), 0x44332211u);
  EXPECT_EQ(in16(handle + 8), 0x5566u);
  EXPECT_EQ(in8(handle + 10), 0x77u);
  std::uint8_t twice[2] = {};
  EXPECT_EQ(in8s(twice, 2, handle + 10), twice + 2);
  EXPECT_EQ(twice[1], 0x77u);
  volatile char* const block = map(0x40, base);
  EXPECT_EQ(block[10], 0x77);
  munmap_device_memory(plain(block), 0x40);
  EXPECT_EQ(munmap_device_io(handle, 0x40), 0);
}

// Linux's own call would give scattered memory and say nothing.
TEST(QnxLibrary, PhysicalAnonymousMemoryIsOneRunOrARefusal) {
  constexpr std::size_t length = 16 * page;
  for (const int type : {0, MAP_SHARED, MAP_PRIVATE}) {
    void* const memory = mmap(nullptr, length, read_write, MAP_PHYS | MAP_ANON | type, NOFD, 0);
    if (memory == MAP_FAILED) {
      EXPECT_EQ(errno, EPERM);
      continue;
    }
    off64_t offset = 0;
    std::size_t run = 0;
    EXPECT_EQ(mem_offset64(memory, NOFD, length, &offset, &run), 0);
    EXPECT_EQ(run, length);
    EXPECT_EQ(static_cast<char*>(memory)[length - 1], 0);
    munmap(memory, length);
  }
}

TEST(QnxLibrary, PhysicalRunIsNotCopiedByFork) {
  void* const memory = mmap(nullptr, page, read_write, MAP_PHYS | MAP_ANON, NOFD, 0);
  if (memory == MAP_FAILED) {
    EXPECT_EQ(errno, EPERM);
    return;
  }
  off64_t before = 0, after = 0;
  mem_offset64(memory, NOFD, 1, &before, nullptr);
  const pid_t child = fork();
  if (child == 0) _exit(0);

  *static_cast<volatile char*>(memory) = 1;
  mem_offset64(memory, NOFD, 1, &after, nullptr);

  EXPECT_EQ(before, after);
  waitpid(child, nullptr, 0);
  munmap(memory, page);
}

TEST(QnxLibrary, MmapOfAPhysicalAddressIsADeviceMapping) {
  for (const int type : {0, MAP_SHARED}) {
    void* const block = mmap(nullptr, page, read_write | PROT_NOCACHE, MAP_PHYS | type, NOFD, page_of_base + page);
    ASSERT_NE(block, MAP_FAILED);
    off64_t offset = 0;
    EXPECT_EQ(mem_offset64(block, NOFD, 1, &offset, nullptr), 0);
    EXPECT_EQ(static_cast<std::uint64_t>(offset), page_of_base + page);
    munmap(block, page);
  }
  EXPECT_EQ(mmap(nullptr, page, read_write, MAP_PHYS | MAP_SHARED, NOFD, 0x7d00000000), MAP_FAILED);
  EXPECT_EQ(errno, ENXIO);
  EXPECT_EQ(mmap(nullptr, page, read_write, MAP_PHYS | MAP_SHARED, 0, page_of_base), MAP_FAILED);
  EXPECT_EQ(errno, EINVAL);
}

TEST(QnxLibrary, TargetThatCannotBeOpenedIsExplained) {
  const pid_t child = fork();
  if (child == 0) {
    setenv("MAPPROOF_QNX_TARGET", "file:/nowhere@0x1000+1", 1);
    execl("/proc/self/exe", "library_test", "--reason", nullptr);
    _exit(127);
  }
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

TEST(QnxLibrary, EachRefusalHasItsReason) {
  EXPECT_EQ(map_error(nullptr, 1, PROT_READ, 0, 0x7d00000000), ENXIO);
  EXPECT_NE(std::strstr(mapproof_qnx_reason(), "physical 0x7d00000000+0x1 is in no device memory"), nullptr);
  EXPECT_EQ(map_error(nullptr, 0, PROT_READ, 0, base), EINVAL);
  EXPECT_NE(std::strstr(mapproof_qnx_reason(), "the length is 0"), nullptr);
  off64_t offset = 0;
  char here[1];
  EXPECT_EQ(mem_offset64(here, 0, 1, &offset, nullptr), -1);
  EXPECT_NE(std::strstr(mapproof_qnx_reason(), "only NOFD is served"), nullptr);
}

// What could be learned at the first call is not what can be learned for ever.
TEST(QnxLibrary, RightsAreAskedForWhenTheyMatter) {
  const pid_t child = fork();
  if (child == 0) {
    execl("/proc/self/exe", "library_test", "--rights", nullptr);
    _exit(127);
  }
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

bool set_effective(unsigned capability, bool on) {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct sets[2] = {};
  if (syscall(SYS_capget, &header, sets) != 0) return false;
  const unsigned bit = 1u << (capability & 31);
  if (on && (sets[capability >> 5].permitted & bit) == 0) return false;
  sets[capability >> 5].effective = (sets[capability >> 5].effective & ~bit) | (on ? bit : 0);
  return syscall(SYS_capset, &header, sets) == 0;
}

// 0: refused without the right, answered with it; or nobody here has it.
int rights() {
  char* const memory = static_cast<char*>(mmap(nullptr, page, read_write, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  lock(memory, page);
  off64_t offset = 0;
  set_effective(CAP_SYS_ADMIN, false);
  const int without = offset_error(memory, offset);
  const bool has_it = set_effective(CAP_SYS_ADMIN, true);
  const int with = offset_error(memory, offset);
  return without == EPERM && with == (has_it ? 0 : EPERM) ? 0 : 1;
}

int first_calls() {
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&wrong] {
      off64_t offset = 0;
      wrong += offset_error(map(1, base), offset) != 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  return wrong;
}

int explained() {
  const bool refused = plain(map(1, base)) == MAP_FAILED && errno == EPERM;
  return refused && std::strstr(mapproof_qnx_reason(), "/nowhere") != nullptr ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::strcmp(argv[1], "--first-calls") == 0) return first_calls();
  if (argc > 1 && std::strcmp(argv[1], "--reason") == 0) return explained();
  if (argc > 1 && std::strcmp(argv[1], "--rights") == 0) return rights();
  testing::InitGoogleTest(&argc, argv);
  char window[] = "/tmp/mapproof-qnx-window-XXXXXX";
  const int file = mkstemp(window);
  if (file < 0 || ftruncate(file, 4 * page) != 0) return 2;
  setenv("MAPPROOF_QNX_TARGET", ("file:" + std::string(window) + "@0x7e00000000+0x4000").c_str(), 1);
  const int result = RUN_ALL_TESTS();
  unlink(window);
  return result;
}
