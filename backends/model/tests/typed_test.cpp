// Typed memory: names, flags, descriptors and what can be mapped through them.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>

#include "model_test.hpp"

namespace mapproof::model_tests {
namespace {

class TypedTest : public ModelTest {
 protected:
  mapproof_status_outcome open_pool(const char* name, std::uint32_t flags = 0, std::uint32_t access = read_write,
                                    std::uint32_t raw_oflag = 0) const {
    const mapproof_typed_open_request request{name, access, raw_oflag, flags, 0};
    return table->posix_typed_mem_open(session, &request);
  }
  int open_error(const char* name, std::uint32_t flags = 0, std::uint32_t raw_oflag = 0) const {
    return open_pool(name, flags, read_write, raw_oflag).error;
  }
  mapproof_address_outcome map_pool(int fd, std::size_t length, std::uint64_t offset = 0,
                                    std::uint32_t flags = MAPPROOF_MAP_SHARED,
                                    std::uint32_t protection = read_write) const {
    const mapproof_mmap_request request{nullptr, length, offset, protection, flags, 0, 0, fd, 0};
    return table->mmap(session, &request);
  }
  std::size_t free_length(int fd) const {
    std::size_t length = 1;
    const mapproof_typed_info_request request{fd, 0, &length};
    EXPECT_EQ(table->posix_typed_mem_get_info(session, &request).error, 0);
    return length;
  }
  int info_error(int fd) const {
    std::size_t length = 0;
    const mapproof_typed_info_request request{fd, 0, &length};
    return table->posix_typed_mem_get_info(session, &request).error;
  }
};

TEST_F(TypedTest, NamesAndSets) {
  EXPECT_EQ(open_error("/memory"), 0);
  EXPECT_EQ(open_error("below2g"), 0);
  EXPECT_EQ(open_error("memory/below2g"), 0);
  EXPECT_EQ(open_error("/below2g"), ENOENT);
  EXPECT_EQ(open_error("low2g"), ENOENT);
  EXPECT_EQ(open_error("below2g&node1"), 0);
  EXPECT_EQ(open_error("below2g|above4g&node1"), 0);
  EXPECT_EQ(open_error("below2g&above4g"), ENODEV);
  EXPECT_EQ(open_error("node0&node1"), ENODEV);
  EXPECT_EQ(open_error("below2g|"), EINVAL);
  EXPECT_EQ(open_error(""), EINVAL);
  EXPECT_EQ(open_error(std::string(5000, 'n').c_str()), ENAMETOOLONG);
}

TEST_F(TypedTest, OpenErrors) {
  EXPECT_EQ(open_error("/memory", MAPPROOF_TYPED_ALLOCATE | MAPPROOF_TYPED_ALLOCATABLE), EINVAL);
  EXPECT_EQ(open_error("/memory", 0x80), EINVAL);
  EXPECT_EQ(open_error("/memory", 0, O_TRUNC), EINVAL);
  provoke(MAPPROOF_WITHOUT_MAP_PRIVILEGE);
  EXPECT_EQ(open_error("/memory", MAPPROOF_TYPED_ALLOCATABLE), EPERM);
  EXPECT_EQ(open_error("/memory", MAPPROOF_TYPED_ALLOCATE), 0);
}

TEST_F(TypedTest, OpenErrorsOfPermissionAndEra) {
  provoke(MAPPROOF_TYPED_READ_ONLY);
  EXPECT_EQ(open_pool("/memory", MAPPROOF_TYPED_ALLOCATE).error, EACCES);
  EXPECT_EQ(open_pool("/memory", MAPPROOF_TYPED_ALLOCATE, read_only, O_NOCTTY).error, 0);
  open("model:", "obs64");
  EXPECT_GT(free_length(MAPPROOF_NOFD), page);
  provoke(MAPPROOF_WITHOUT_MAP_PRIVILEGE);
  EXPECT_EQ(open_error("/memory"), EPERM);
  EXPECT_EQ(open_error("/memory", MAPPROOF_TYPED_ALLOCATE), 0);
}

TEST_F(TypedTest, PoolsHaveTheBoundsThatTheyAreMappedIn) {
  const mapproof_typed_facts& pools = *table->typed_facts(session);
  ASSERT_GT(pools.pool_count, 0u);
  for (std::size_t i = 0; i < pools.pool_count; ++i) {
    const mapproof_typed_pool& pool = pools.pools[i];
    const int fd = open_pool(pool.name).value;
    EXPECT_EQ(map_pool(fd, page, pool.lowest).error, 0) << pool.name;
    EXPECT_EQ(map_pool(fd, page, pool.highest + 1 - page).error, 0) << pool.name;
    EXPECT_EQ(map_pool(fd, page, pool.lowest - page).error, ENXIO) << pool.name;
    EXPECT_EQ(map_pool(fd, page, pool.highest + 1).error, ENXIO) << pool.name;
  }
}

TEST_F(TypedTest, DescriptorIsNoFile) {
  const int fd = open_pool("/memory").value;
  for (std::uint32_t operation = MAPPROOF_FILE_TRUNCATE; operation <= MAPPROOF_FILE_WRITE; ++operation) {
    const mapproof_file_request request{fd, operation, 8};
    EXPECT_EQ(table->file_operation(session, &request).error, ENOSYS);
  }
}

TEST_F(TypedTest, AllocationsCountAsLockedAndAreGivenBack) {
  const int fd = open_pool("below2g", MAPPROOF_TYPED_ALLOCATE_CONTIG).value;
  const int total = open_pool("below2g", MAPPROOF_TYPED_ALLOCATE).value;
  const std::size_t before = free_length(total);
  const auto made = map_pool(fd, 8 * page);
  ASSERT_EQ(made.error, 0);

  EXPECT_EQ(offset64(made.value, 8 * page).contig, 8 * page);
  EXPECT_LT(physical_of(made.value), UINT64_C(0x80000000));
  EXPECT_EQ(free_length(total), before - 8 * page);
  EXPECT_GE(before, free_length(fd));
  unmap(made.value, 8 * page);
  EXPECT_EQ(free_length(total), before);
}

TEST_F(TypedTest, WholePoolCanBeAllocatedInPieces) {
  const int fd = open_pool("below2g&node1", MAPPROOF_TYPED_ALLOCATE).value;
  const std::size_t all = free_length(fd);
  const auto middle = map_pool(fd, page);  // no run is the whole rest now
  const auto rest = map_pool(fd, all - page);

  EXPECT_EQ(middle.error, 0);
  EXPECT_EQ(rest.error, 0);
  EXPECT_EQ(free_length(fd), 0u);
  EXPECT_EQ(map_pool(fd, page).error, ENOMEM);
  unmap(middle.value, page);
  EXPECT_EQ(free_length(fd), page);
}

TEST_F(TypedTest, RoundTripThroughTheAddress) {
  const int allocate = open_pool("above4g", MAPPROOF_TYPED_ALLOCATE).value;
  const int by_address = open_pool("above4g").value;
  char* const bytes = static_cast<char*>(map_pool(allocate, 2 * page).value);
  std::int64_t offset = 0;
  std::size_t contig = 0;
  int fd = -1;
  const mapproof_offset_request where{bytes, 2 * page, &offset, &contig, &fd, MAPPROOF_NOFD, 0};
  ASSERT_EQ(table->posix_mem_offset64(session, &where).error, 0);
  EXPECT_EQ(fd, allocate);
  EXPECT_EQ(contig, 2 * page);

  char* const again = static_cast<char*>(map_pool(by_address, contig, static_cast<std::uint64_t>(offset)).value);
  bytes[page] = 'r';

  EXPECT_EQ(again[page], 'r');
  EXPECT_EQ(table->close_descriptor(session, allocate).error, 0);
  EXPECT_EQ(table->posix_mem_offset64(session, &where).error, 0);
  EXPECT_EQ(fd, -1);
}

TEST_F(TypedTest, MapErrors) {
  const int allocate = open_pool("/memory", MAPPROOF_TYPED_ALLOCATE).value;
  const int by_address = open_pool("below2g").value;
  const int reader = open_pool("/memory", MAPPROOF_TYPED_ALLOCATE, read_only).value;

  EXPECT_EQ(map_pool(allocate, page, page).error, EINVAL);
  EXPECT_EQ(map_pool(allocate, page, 0, MAPPROOF_MAP_SHARED | MAPPROOF_MAP_LAZY).error, EINVAL);
  EXPECT_EQ(map_pool(allocate, page, 0, MAPPROOF_MAP_SHARED | MAPPROOF_MAP_BELOW16M).error, EINVAL);
  EXPECT_EQ(map_pool(by_address, page, low()).error, ENXIO);
  EXPECT_EQ(map_pool(by_address, page, 0x140000000).error, ENXIO);
  EXPECT_EQ(map_pool(by_address, page, 0x10000001).error, EINVAL);
  EXPECT_EQ(map_pool(by_address, page, 0x10000000).error, 0);
  EXPECT_EQ(map_pool(reader, page).error, EACCES);
}

TEST_F(TypedTest, InfoErrors) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);

  EXPECT_EQ(free_length(open_pool("/memory").value), 0u);
  EXPECT_EQ(free_length(open_pool("/memory", MAPPROOF_TYPED_ALLOCATABLE).value), 0u);
  EXPECT_EQ(info_error(999), EBADF);
  EXPECT_EQ(info_error(-1), EBADF);
  EXPECT_EQ(info_error(ends[0]), ENODEV);
  EXPECT_EQ(table->close_descriptor(session, ends[0]).error, 0);
  EXPECT_EQ(table->close_descriptor(session, ends[0]).error, EBADF);
  ::close(ends[1]);
}

}  // namespace
}  // namespace mapproof::model_tests
