// A program may close descriptors that it did not open, and give their numbers to files of its own.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include <array>

#include "file_window.hpp"

namespace mapproof::lnx {
namespace {

class ClosedFilesTest : public FileWindowTest {
 protected:
  // Closes all, and opens `foreign` until it has taken every number.
  static void take_all_numbers(int foreign) {
    const int kept = dup2(foreign, 900);
    syscall(SYS_close_range, 3, 899, 0);
    syscall(SYS_close_range, 901, ~0u, 0);
    for (int count = 0; count < 64; ++count) {
      if (dup(kept) < 0) return;
    }
  }
  int wrong_lookups(const char* memory) const {
    const Lookup found = look_up64(memory, 1);
    if (hidden()) return found.error == EPERM ? 0 : 1;
    return found.error == 0 && static_cast<std::uint64_t>(found.offset) == witness(memory) ? 0 : 1;
  }
};

// A file of whole words that say: present, frame 0x1234.
int plausible_pagemap(const void* page) {
  const int file = memfd_create("plausible", 0);
  const auto place = static_cast<off_t>(reinterpret_cast<std::uintptr_t>(page) / 4096 * 8);
  const std::array<std::uint64_t, 2> words{0x8100000000001234, 0x8100000000001235};
  return pwrite(file, words.data(), sizeof words, place) == sizeof words ? file : -1;
}

TEST_F(ClosedFilesTest, ForeignFileIsNoPageMap) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  memory.store(0, 1);
  const char* const address = static_cast<const char*>(memory.at(0));

  const int wrong = failures_in_child([&] {
    lock(address, page());
    int count = wrong_lookups(address);
    take_all_numbers(plausible_pagemap(address));
    count += wrong_lookups(address);
    take_all_numbers(::open("/proc/1/pagemap", O_RDONLY));
    return count + wrong_lookups(address);
  });

  EXPECT_EQ(wrong, 0);
}

TEST_F(ClosedFilesTest, ForeignFileIsNoWindow) {
  char name[] = "/tmp/mapproof-window-XXXXXX";
  const Descriptor named(mkstemp(name));
  ASSERT_EQ(pwrite(named.number(), "window", 6, 4 * 4096 - 6), 6);
  open("file:" + std::string(name) + "@0x7e00000000+0x4000", true);

  const int wrong = failures_in_child([&] {
    const int foreign = memfd_create("foreign", 0);
    if (ftruncate(foreign, 4 * 4096) != 0) return 1;
    take_all_numbers(foreign);
    const char* const last = map_pages(3, 1);
    return static_cast<int>(last[page() - 6] != 'w') + static_cast<int>(physical_of_lookup(last) != base + 3 * page());
  });

  EXPECT_EQ(wrong, 0);
  unlink(name);
}

TEST_F(ClosedFilesTest, WindowWhoseFileIsAnotherByNowIsNoMemory) {
  char name[] = "/tmp/mapproof-window-XXXXXX";
  const Descriptor named(mkstemp(name));
  ASSERT_EQ(ftruncate(named.number(), 4 * 4096), 0);
  open("file:" + std::string(name) + "@0x7e00000000+0x4000", true);

  const int wrong = failures_in_child([&] {
    const std::string other = std::string(name) + "-other";
    const int file = ::open(other.c_str(), O_RDWR | O_CREAT, 0600);
    if (ftruncate(file, 4 * 4096) != 0 || rename(other.c_str(), name) != 0) return 1;
    take_all_numbers(file);
    const mapproof_map_request request{nullptr, page(), base, MAPPROOF_PROT_READ, 0, 0, 0};
    return static_cast<int>(table().mmap_device_memory(handle(), &request).error != ENXIO);
  });

  EXPECT_EQ(wrong, 0);
  unlink(name);
}

TEST_F(ClosedFilesTest, EndOfASessionClosesNoForeignFile) {
  const int wrong = failures_in_child([&] {
    take_all_numbers(memfd_create("foreign", 0));
    close();
    int closed = 0;
    for (int number = 3; number < 64; ++number) closed += fcntl(number, F_GETFD) < 0;
    return closed;
  });

  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace mapproof::lnx
