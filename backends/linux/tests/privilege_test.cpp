// A process that lacks, or loses, the right to learn physical addresses: it is told so, and never a zero.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/capability.h>

#include <cerrno>
#include <string>

#include "bar_test.hpp"
#include "linux/io/capability.hpp"

namespace mapproof::lnx {
namespace {

class PrivilegeTest : public BarTest {
 protected:
  void SetUp() override {}

  int wrong_answers(const void* address) const {
    int wrong = 0;
    for (const OffsetCall call : {table().mem_offset, table().mem_offset64}) {
      const Lookup found = look_up(call, address, page(), MAPPROOF_NOFD);
      wrong += found.error != EPERM;
      wrong += found.offset != Lookup().offset;
    }
    return wrong;
  }
};

TEST_F(PrivilegeTest, WithoutTheRightEveryLookupIsRefusedAndTheFactsSayWhy) {
  const int failures = failures_in_child([this] {
    set_capability(CAP_SYS_ADMIN, false);
    open("");
    const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
    memory.store(0, 1);
    int wrong = wrong_answers(memory.at(0));
    lock(memory.at(0), page());
    wrong += wrong_answers(memory.at(0));
    wrong += facts().no_offset == nullptr || std::string(facts().no_offset).find("CAP_SYS_ADMIN") == std::string::npos;
    wrong += note("cap_sys_admin") != "no";
    return wrong;
  });

  EXPECT_EQ(failures, 0);
}

TEST_F(PrivilegeTest, ChildThatGaveTheRightUpIsRefused) {
  open("");
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  const int failures = failures_in_child([&] {
    set_capability(CAP_SYS_ADMIN, false);
    lock(memory.at(0), page());
    return wrong_answers(memory.at(0));
  });

  EXPECT_EQ(failures, 0);
}

TEST_F(PrivilegeTest, DeviceIsFoundWithoutTheRight) {
  const int failures = failures_in_child([this] {
    BarTest::SetUp();
    set_capability(CAP_SYS_ADMIN, false);
    return static_cast<int>(offset_of(map_pages(2, 1)) != base + 2 * page());
  });

  EXPECT_EQ(failures, 0);
}

}  // namespace
}  // namespace mapproof::lnx
