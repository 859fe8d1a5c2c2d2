// Does a page that hwloc bound to a node lie in that node's physical memory, at the address that mem_offset64()
// answers?
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "asked.hpp"
#include "host/session.hpp"
#include "kernel_lists.hpp"
#include "pages.hpp"

namespace mapproof::lab {
namespace {

TEST(NodesTest, BoundPagesLieInTheirNodesMemory) {
  constexpr std::size_t page = 4096, every = 16;
  const Session session(asked().backend, {});
  std::size_t pages = 0;
  for (const int node : nodes_with_memory()) {
    for (const Area& area : areas_on(node)) {
      fill(area, 1);
      ASSERT_TRUE(session.lock(area.start, area.length).has_value());
      for (std::size_t start = 0; start < area.length; start += every * page, ++pages) {
        const Result<Offset> found = session.offset64(static_cast<std::byte*>(area.start) + start, page);
        ASSERT_TRUE(found.has_value());
        ASSERT_EQ(node_of(found->physical), node) << area.kind << " at 0x" << std::hex << found->physical;
      }
    }
  }
  std::printf("%zu pages in the memory of their %zu nodes\n", pages, nodes_with_memory().size());
}

// Between two locks the kernel may move a page: what the second lookup answers is where it lies then.
TEST(NodesTest, PageThatMigratesWhileUnlockedIsFoundOnItsNewNode) {
  constexpr std::size_t page = 4096;
  constexpr int move_own_pages = 2;  // MPOL_MF_MOVE
  const std::vector<int> nodes = nodes_with_memory();
  if (nodes.size() < 2) {
    std::puts("one node: there is nowhere to migrate to");
    return;
  }
  const Session session(asked().backend, {});
  void* memory = mmap(nullptr, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(memory, MAP_FAILED);
  *static_cast<volatile std::uint64_t*>(memory) = 0x5EED;
  ASSERT_TRUE(session.lock(memory, page).has_value());
  const Result<Offset> before = session.offset64(memory, page);
  ASSERT_TRUE(before.has_value());

  ASSERT_TRUE(session.unlock(memory, page).has_value());
  const int goal = node_of(before->physical) == nodes[0] ? nodes[1] : nodes[0];
  int lies_on = -1;
  ASSERT_EQ(syscall(SYS_move_pages, 0, 1UL, &memory, &goal, &lies_on, move_own_pages), 0);
  ASSERT_EQ(lies_on, goal);
  const Result<Offset> between = session.offset64(memory, page);
  ASSERT_TRUE(session.lock(memory, page).has_value());
  const Result<Offset> after = session.offset64(memory, page);

  ASSERT_FALSE(between.has_value());
  EXPECT_EQ(between.error().number, EAGAIN);
  ASSERT_TRUE(after.has_value());
  EXPECT_NE(after->physical, before->physical);
  EXPECT_EQ(node_of(after->physical), goal);
  EXPECT_EQ(*static_cast<volatile std::uint64_t*>(memory), 0x5EEDu);
  munmap(memory, page);
}

}  // namespace
}  // namespace mapproof::lab
