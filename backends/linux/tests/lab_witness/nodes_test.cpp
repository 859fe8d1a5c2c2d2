// Does a page that hwloc bound to a node lie in that node's physical memory, at the address that mem_offset64()
// answers?
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdio>

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

}  // namespace
}  // namespace mapproof::lab
