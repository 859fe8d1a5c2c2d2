// What the kernel's framework asks the driver panel8, and what the user gets: with mmap(2) itself, on a BAR.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <sys/socket.h>

#include <csignal>

#include "kernel_driver.hpp"

namespace mapproof::lab {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::uint64_t reading = 0x11, both = 0x13;  // PROT_USER with PROT_READ, and PROT_WRITE too
constexpr std::size_t panel_pages = 32;

DriverCall asked(std::size_t number, std::uint64_t protection = both) { return {"mmap", 0, number * page, protection}; }

class KernelMapTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(log_.is_open()); }
  void TearDown() override { EXPECT_EQ(complaints_of_kernel(), ""); }
  DriverLog log_;
};

TEST_F(KernelMapTest, EveryPageIsAskedForBeforeTheFirstIsMappedAndAgainAtItsFault) {
  const lnx::Descriptor node = open_node();
  ASSERT_TRUE(node);
  EXPECT_THAT(log_.next(), ElementsAre(DriverCall{"open", 0, 0, 3}));

  std::byte* const address = map_node(node, 3, 1);
  ASSERT_NE(address, nullptr);
  EXPECT_THAT(log_.next(), ElementsAre(asked(1), asked(2), asked(3)));

  word_at(address + page) = 0xCA4A0D02;
  EXPECT_THAT(log_.next(), ElementsAre(DriverCall{"fault", 0, 2 * page, both}));
  EXPECT_EQ(word_at(address + page), 0xCA4A0D02u);
  EXPECT_THAT(log_.next(), IsEmpty());
  munmap(address, 3 * page);
}

TEST_F(KernelMapTest, FaultAsksWithTheMappingsOwnProtection) {
  const lnx::Descriptor node = open_node();
  std::byte* const address = map_node(node, 1, 0, PROT_READ);
  ASSERT_NE(address, nullptr);
  log_.next();

  (void)loaded(address);

  EXPECT_THAT(log_.next(), ElementsAre(DriverCall{"fault", 0, 0, reading}));
  munmap(address, page);
}

TEST_F(KernelMapTest, RefusedPageRefusesTheRequestAndEndsTheAsking) {
  const lnx::Descriptor node = open_node();
  log_.next();

  EXPECT_EQ(map_node(node, 4, panel_pages - 1), nullptr);

  EXPECT_EQ(errno, ENXIO);
  EXPECT_THAT(log_.next(), ElementsAre(asked(panel_pages - 1), asked(panel_pages)));
}

TEST_F(KernelMapTest, RefusedFixedMappingLeavesWhatWasThere) {
  const lnx::Descriptor node = open_node();
  std::byte* const there = map_node(node, 1);
  ASSERT_NE(there, nullptr);
  word_at(there) = 0xCA4A0D13;

  EXPECT_EQ(map_node(node, 2, panel_pages - 1, PROT_READ, MAP_SHARED | MAP_FIXED, there), nullptr);

  EXPECT_EQ(word_at(there), 0xCA4A0D13u);
  munmap(there, page);
}

TEST_F(KernelMapTest, RequestsThatLinuxRefusesReachNoDriver) {
  const lnx::Descriptor node = open_node();
  const lnx::Descriptor writer = open_node(panel, O_WRONLY);
  log_.next();

  EXPECT_EQ(map_node(node, 1, 0, PROT_READ, MAP_PRIVATE), nullptr);
  EXPECT_EQ(errno, EINVAL);
  EXPECT_EQ(mmap(nullptr, 0, PROT_READ, MAP_SHARED, node.number(), 0), MAP_FAILED);
  EXPECT_EQ(errno, EINVAL);
  EXPECT_EQ(mmap(nullptr, page, PROT_READ, MAP_SHARED, node.number(), 1), MAP_FAILED);
  EXPECT_EQ(errno, EINVAL);
  EXPECT_EQ(map_node(writer, 1), nullptr);
  EXPECT_EQ(errno, EACCES);

  EXPECT_THAT(log_.next(), IsEmpty());
}

// mmap() does not tell a device what its user wants before all pages are agreed on: the driver is asked in vain.
TEST_F(KernelMapTest, WriterOfADescriptorForReadingIsRefusedWithEacces) {
  const lnx::Descriptor node = open_node(panel, O_RDONLY);

  EXPECT_EQ(map_node(node, 1), nullptr);

  EXPECT_EQ(errno, EACCES);
}

TEST_F(KernelMapTest, DriverThatRefusesWritingRefusesAReaderOfAWritableDescriptor) {
  const lnx::Descriptor writable = open_node("/dev/ddi/panel8.1");
  const lnx::Descriptor readable = open_node("/dev/ddi/panel8.1", O_RDONLY);

  EXPECT_EQ(map_node(writable, 1, 0, PROT_READ), nullptr);
  EXPECT_EQ(errno, ENXIO);
  std::byte* const address = map_node(readable, 1, 0, PROT_READ);
  ASSERT_NE(address, nullptr);
  munmap(address, page);
}

TEST_F(KernelMapTest, MappingKeepsTheDeviceOpenOverForkPartialUnmapAndMove) {
  lnx::Descriptor node = open_node();
  std::byte* address = map_node(node, 4);
  ASSERT_NE(address, nullptr);
  node = lnx::Descriptor();
  word_at(address + 3 * page) = 0xCA4A0D16;
  log_.next();

  const int signal = signal_of_child([&] {
    if (word_at(address + 3 * page) != 0xCA4A0D16) abort();
    munmap(address, page);
  });
  munmap(address + page, page);
  void* const moved = mremap(address + 2 * page, 2 * page, 2 * page, MREMAP_MAYMOVE | MREMAP_FIXED, address);
  ASSERT_EQ(moved, address);
  EXPECT_EQ(word_at(address + page), 0xCA4A0D16u);

  EXPECT_EQ(signal, 0);
  for (const DriverCall& call : log_.next()) EXPECT_NE(call.entry, "close");
  munmap(address, 2 * page);
  EXPECT_THAT(log_.next(), ElementsAre(DriverCall{"close", 0, 0, 0}));
}

TEST_F(KernelMapTest, ChannelIsClosedOnceWithItsLastUser) {
  lnx::Descriptor one = open_node(), two = open_node();
  log_.next();

  one = lnx::Descriptor();
  EXPECT_THAT(log_.next(), IsEmpty());
  two = lnx::Descriptor();
  EXPECT_THAT(log_.next(), ElementsAre(DriverCall{"close", 0, 0, 0}));
}

TEST_F(KernelMapTest, SoftwareOnlyDriverShowsKernelMemoryAndNothingIsExecuted) {
  const lnx::Descriptor trace = open_node("/dev/ddi/trace71.0", O_RDONLY);
  ASSERT_TRUE(trace);
  std::byte* const address = map_node(trace, 4, 0, PROT_READ);
  ASSERT_NE(address, nullptr);

  EXPECT_EQ(word_at(address + 3 * page), 0u);
  EXPECT_EQ(mprotect(address, page, PROT_READ | PROT_EXEC), -1);
  munmap(address, 4 * page);
}

// The board lies nowhere as long as its Space.c says so.
TEST_F(KernelMapTest, DriverOfTheOldestEraIsAskedByItsNamedEntryPoint) {
  const lnx::Descriptor board = open_node("/dev/ddi/board5.0");
  ASSERT_TRUE(board);
  log_.next();

  EXPECT_EQ(map_node(board, 1), nullptr);

  EXPECT_EQ(errno, ENXIO);
  EXPECT_THAT(log_.next(), ElementsAre(asked(0)));
}

}  // namespace
}  // namespace mapproof::lab
