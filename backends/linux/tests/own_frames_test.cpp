// A lookup tells the process's own frame or refuses, and a refusal changes nothing.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <fstream>
#include <string>

#include "linux/io/descriptor.hpp"
#include "linux_fixture.hpp"

namespace mapproof::lnx {
namespace {

class OwnFramesTest : public LinuxTest {
 protected:
  void SetUp() override { open(""); }
  bool hidden() const { return facts().no_offset != nullptr; }
  int expected(int error) const { return hidden() ? EPERM : error; }

  // Looks a locked page up, and then stores to it.
  void expect_to_stay_at_a_store(char* start) const {
    lock(start, page());
    const Lookup found = look_up64(start, 1);
    ASSERT_EQ(found.error, expected(0));
    ASSERT_EQ(mprotect(start, page(), PROT_READ | PROT_WRITE), 0);
    *static_cast<volatile char*>(start) = *start;
    if (hidden()) return;
    EXPECT_EQ(static_cast<std::uint64_t>(found.offset), witness(start));
  }
};

TEST_F(OwnFramesTest, PrivateFilePageKeepsTheFrameThatWasTold) {
  const Descriptor file(::open("/proc/self/exe", O_RDONLY | O_CLOEXEC));
  void* const start = mmap(nullptr, page(), PROT_READ, MAP_PRIVATE, file.number(), 0);
  ASSERT_NE(start, MAP_FAILED);

  expect_to_stay_at_a_store(static_cast<char*>(start));
  munmap(start, page());
}

TEST_F(OwnFramesTest, ExtentsOfAPrivateFileKeepTheirFrames) {
  if (hidden()) return expect_no_memory(MAPPROOF_MEMORY_FRAGMENTED);
  const Descriptor file(::open("/proc/self/exe", O_RDONLY | O_CLOEXEC));
  auto* const start = static_cast<char*>(mmap(nullptr, 2 * page(), PROT_READ, MAP_PRIVATE, file.number(), 0));
  lock(start, 2 * page());
  std::array<mapproof_extent, 2> extents{};
  std::size_t covered = 0;
  const mapproof_extents_request request{start, 2 * page(), extents.data(), extents.size(), &covered};
  ASSERT_GT(table().mem_extents(handle(), &request).value, 0);
  ASSERT_EQ(mprotect(start, 2 * page(), PROT_READ | PROT_WRITE), 0);
  start[page()] = 1;

  const std::uint64_t second = extents[0].length > page() ? extents[0].physical + page() : extents[1].physical;
  EXPECT_EQ(second, witness(start + page()));
  munmap(start, 2 * page());
}

TEST_F(OwnFramesTest, ProgramTextIsToldAsTheProcesssOwn) {
  if (hidden()) return expect_no_memory(MAPPROOF_MEMORY_FRAGMENTED);
  const int wrong = failures_in_child([this] {
    const auto text = reinterpret_cast<std::uintptr_t>(&mapproof_linux_entry) & ~(page() - 1);
    lock(reinterpret_cast<void*>(text), page());
    const Lookup found = look_up64(reinterpret_cast<void*>(text), 1);
    const PagemapWord word = session().pagemap.word(session().page_of(text));
    return static_cast<int>(found.error != 0) + static_cast<int>(word.of_file());
  });

  EXPECT_EQ(wrong, 0);
}

// /proc/self/mem is the only way to an own frame of a page that may not be written. Here no descriptor is left for it.
TEST_F(OwnFramesTest, ZeroPageThatCannotBeReplacedIsRefused) {
  auto* const pages = static_cast<char*>(mmap(nullptr, 2 * page(), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  const int wrong = failures_in_child([&] {
    lock(pages, 2 * page());
    look_up64(&pages, 1);  // opens what a lookup needs
    const rlimit none{0, 0};
    if (pages[0] + pages[page()] != 0 || setrlimit(RLIMIT_NOFILE, &none) != 0) return 9;
    return static_cast<int>(look_up64(pages, 1).error != EPERM) +
           static_cast<int>(look_up64(pages + page(), 1).error != EPERM);
  });

  EXPECT_EQ(wrong, 0);
  munmap(pages, 2 * page());
}

std::size_t huge_bytes_at(const void* address) {
  std::ifstream smaps("/proc/self/smaps");
  char begin[32];
  std::snprintf(begin, sizeof begin, "%lx-", reinterpret_cast<unsigned long>(address));
  bool here = false;
  for (std::string line; std::getline(smaps, line);) {
    if (line.find('-') != std::string::npos && line.find(" rw") != std::string::npos) here = line.rfind(begin, 0) == 0;
    if (here && line.rfind("AnonHugePages:", 0) == 0) return std::stoul(line.substr(14)) * 1024;
  }
  return 0;
}

TEST_F(OwnFramesTest, RefusedLookupSplitsNoHugePage) {
  constexpr std::size_t huge = std::size_t{2} << 20;
  auto* const all = static_cast<char*>(
      mmap(nullptr, 5 * huge, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
  char* const start = all + (huge - reinterpret_cast<std::uintptr_t>(all) % huge) % huge;
  munmap(all, static_cast<std::size_t>(start - all));
  madvise(start, 4 * huge, MADV_HUGEPAGE);
  for (std::size_t at = 0; at < 4 * huge; at += page()) start[at] = 1;
  const std::size_t before = huge_bytes_at(start);

  for (std::size_t at = 0; at < 4 * huge; at += huge) EXPECT_EQ(look_up64(start + at, huge).error, expected(EAGAIN));

  EXPECT_EQ(huge_bytes_at(start), before);
  munmap(start, static_cast<std::size_t>(all + 5 * huge - start));
}

// As an old kernel or a container's filter has it: every madvise() is answered EINVAL.
bool refuse_madvise() {
  std::array<sock_filter, 4> filter{{
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_madvise, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EINVAL),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  }};
  const sock_fprog program{filter.size(), filter.data()};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

TEST_F(OwnFramesTest, LockIsKnownWithoutMadvise) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, 2 * page());
  memory.store(0, 1);
  memory.store(page(), 1);
  const int wrong = failures_in_child([&] {
    lock(memory.at(page()), page());
    if (!refuse_madvise()) return 9;
    return static_cast<int>(look_up64(memory.at(0), 1).error != expected(EAGAIN)) +
           static_cast<int>(look_up64(memory.at(page()), 1).error != expected(0));
  });

  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace mapproof::lnx
