// Limits and missing rights, brought about and taken back.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>

#include "linux/io/capability.hpp"
#include "linux_fixture.hpp"
#include "stand_in.hpp"

namespace mapproof::lnx {
namespace {

class ProvokeTest : public LinuxTest {
 protected:
  void SetUp() override { open("pci:0000:00:04.0/2", true, stand_in_.paths()); }

  // The errno of mapping and, if that succeeds, unmapping again.
  int map_error(std::size_t pages = 1) const {
    const mapproof_map_request request{nullptr, pages * page(), 0xfe000000, MAPPROOF_PROT_READ, 0, 0, 0};
    const mapproof_address_outcome outcome = table().mmap_device_memory(handle(), &request);
    if (outcome.error != 0) return outcome.error;
    const mapproof_unmap_request end{outcome.value, pages * page(), 0, 0};
    return table().munmap_device_memory(handle(), &end).error;
  }
  int lock_error(void* address, std::size_t length) const {
    const mapproof_lock_request request{address, length};
    return table().mlock(handle(), &request).error;
  }

  StandIn stand_in_;
};

TEST_F(ProvokeTest, WithoutMapPrivilegeMappingFailsWithEperm) {
  const mapproof_arrange_outcome outcome = provoke(MAPPROOF_WITHOUT_MAP_PRIVILEGE, true);
  // Only root can become another user and come back.
  ASSERT_EQ(outcome.error, geteuid() == 0 ? 0 : ENOTSUP);
  if (geteuid() != 0) return;
  EXPECT_EQ(map_error(), EPERM);

  EXPECT_EQ(provoke(MAPPROOF_WITHOUT_MAP_PRIVILEGE, false).error, 0);

  EXPECT_EQ(map_error(), 0);
}

TEST_F(ProvokeTest, FullAddressSpaceFailsWithEnomem) {
  ASSERT_EQ(provoke(MAPPROOF_ADDRESS_SPACE_FULL, true, 2 * page()).error, 0);
  const int too_long = map_error(3);
  const int fits = map_error(2);
  ASSERT_EQ(provoke(MAPPROOF_ADDRESS_SPACE_FULL, false).error, 0);

  EXPECT_EQ(too_long, ENOMEM);
  EXPECT_EQ(fits, 0);
  EXPECT_EQ(map_error(3), 0);
}

TEST_F(ProvokeTest, FullMappingTableFailsWithEnomem) {
  const mapproof_arrange_outcome outcome = provoke(MAPPROOF_MAPPING_TABLE_FULL, true, 1);
  ASSERT_EQ(outcome.error, 0) << outcome.reason;
  const mapproof_map_request request{nullptr, page(), 0xfe000000, MAPPROOF_PROT_READ, 0, 0, 0};
  const mapproof_address_outcome last = table().mmap_device_memory(handle(), &request);
  const int beyond = map_error();
  ASSERT_EQ(provoke(MAPPROOF_MAPPING_TABLE_FULL, false).error, 0);

  EXPECT_EQ(last.error, 0);
  EXPECT_EQ(beyond, ENOMEM);
  EXPECT_EQ(map_error(), 0);
}

TEST_F(ProvokeTest, RefusedUnmapAtAFullTableChangesNothing) {
  const mapproof_map_request request{nullptr, 3 * page(), 0xfe000000, MAPPROOF_PROT_READ, 0, 0, 0};
  char* const place = static_cast<char*>(table().mmap_device_memory(handle(), &request).value);
  ASSERT_EQ(provoke(MAPPROOF_MAPPING_TABLE_FULL, true, 0).error, 0);
  const mapproof_unmap_request middle{place + page(), page(), 0, 0};
  const mapproof_status_outcome refused = table().munmap_device_memory(handle(), &middle);
  const Lookup found = look_up64(place + page(), SIZE_MAX);
  ASSERT_EQ(provoke(MAPPROOF_MAPPING_TABLE_FULL, false).error, 0);

  EXPECT_EQ(refused.value, -1);
  EXPECT_EQ(refused.error, ENOMEM);
  EXPECT_EQ(found.offset, 0xfe000000 + static_cast<std::int64_t>(page()));
  EXPECT_EQ(table().munmap_device_memory(handle(), &middle).value, 0);
}

TEST_F(ProvokeTest, LockLimitFailsWithEnomemAndMissingRightWithEperm) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, 4 * page());
  ASSERT_EQ(provoke(MAPPROOF_LOCK_LIMIT, true, 2 * page()).error, 0);
  EXPECT_EQ(lock_error(memory.at(0), 3 * page()), ENOMEM);
  EXPECT_EQ(lock_error(memory.at(0), 2 * page()), 0);
  ASSERT_EQ(provoke(MAPPROOF_LOCK_LIMIT, false).error, 0);

  ASSERT_EQ(provoke(MAPPROOF_WITHOUT_LOCK_PRIVILEGE, true).error, 0);
  EXPECT_EQ(lock_error(memory.at(0), page()), EPERM);
  ASSERT_EQ(provoke(MAPPROOF_WITHOUT_LOCK_PRIVILEGE, false).error, 0);

  EXPECT_EQ(lock_error(memory.at(0), 4 * page()), 0);
}

TEST_F(ProvokeTest, LockLimitAboveTheHardOneTakesNothingAway) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, 4 * page());
  // A hard limit once lowered stays low: only a child may do that.
  const pid_t child = fork();
  if (child == 0) {
    const rlimit low{page(), page()};
    const bool refused =
        setrlimit(RLIMIT_MEMLOCK, &low) == 0 && provoke(MAPPROOF_LOCK_LIMIT, true, 16 * page()).error == ENOTSUP;
    const int error = has_capability(CAP_IPC_LOCK) ? 0 : ENOMEM;
    _exit(refused && lock_error(memory.at(0), 4 * page()) == error ? 0 : 1);
  }
  int status = -1;

  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST_F(ProvokeTest, WhatLinuxCannotDoIsToldWithAReason) {
  for (std::uint32_t condition = MAPPROOF_WITHOUT_EXEC_PRIVILEGE; condition <= MAPPROOF_FRAMES_MOVE; ++condition) {
    const mapproof_arrange_outcome outcome = provoke(static_cast<mapproof_condition>(condition), true);
    EXPECT_EQ(outcome.error, ENOTSUP) << condition;
    EXPECT_NE(outcome.reason, nullptr) << condition;
  }
}

TEST_F(ProvokeTest, LockRefusesHolesAndLengthsThatWrap) {
  const Memory memory(*this, MAPPROOF_MEMORY_ANONYMOUS, 3 * page());
  EXPECT_EQ(lock_error(memory.at(0), SIZE_MAX), ENOMEM);
  EXPECT_EQ(lock_error(memory.at(0), SIZE_MAX - page()), ENOMEM);
  munmap(memory.at(page()), page());
  EXPECT_EQ(lock_error(memory.at(0), 3 * page()), ENOMEM);
}

}  // namespace
}  // namespace mapproof::lnx
