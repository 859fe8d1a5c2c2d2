// mmap() with and without a descriptor, and where posix_mem_offset() says that its memory lies.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/socket.h>

#include <cstdio>
#include <cstdlib>

#include "model_test.hpp"

namespace mapproof::model_tests {
namespace {

struct Mmap {
  std::size_t length = 0;
  std::uint32_t flags = MAPPROOF_MAP_SHARED;
  int fd = MAPPROOF_NOFD;
  std::uint64_t offset = 0;
  std::uint32_t protection = read_write;
  void* address = nullptr;
  std::uint32_t raw_protection = 0;
  std::uint32_t raw_flags = 0;
};

/// An unlinked file of eight pages.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::size_t length) {
    std::string name = testing::TempDir() + "mapproof-model-XXXXXX";
    const int made = ::mkstemp(name.data());
    EXPECT_NE(made, -1);
    EXPECT_EQ(::ftruncate(made, static_cast<off_t>(length)), 0);
    read_write = made;
    read_only = ::open(name.c_str(), O_RDONLY);
    write_only = ::open(name.c_str(), O_WRONLY);
    ::unlink(name.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    ::close(read_write);
    ::close(read_only);
    ::close(write_only);
  }
  int read_write, read_only, write_only;
};

class MmapTest : public ModelTest {
 protected:
  mapproof_address_outcome mmap(const Mmap& map) const {
    const mapproof_mmap_request request{
        map.address, map.length, map.offset, map.protection, map.flags, map.raw_protection, map.raw_flags, map.fd, 0};
    return table->mmap(session, &request);
  }
  int error(const Mmap& map) const { return mmap(map).error; }

  struct Place {
    int error = 0;
    std::int64_t offset = -7;
    std::size_t contig = 0;
    int fd = -7;
  };
  Place posix_offset(const void* address, std::size_t length, bool wide = true) const {
    Place place;
    const mapproof_offset_request request{address, length, &place.offset, &place.contig, &place.fd, MAPPROOF_NOFD, 0};
    place.error = (wide ? table->posix_mem_offset64 : table->posix_mem_offset)(session, &request).error;
    return place;
  }
};

TEST_F(MmapTest, PhysIsTheDeviceMapping) {
  const auto made = mmap({.length = page, .flags = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PHYS, .offset = low() + page});
  ASSERT_EQ(made.error, 0);

  mapped(low() + page, page)[3] = 'd';

  EXPECT_EQ(static_cast<char*>(made.value)[3], 'd');
}

TEST_F(MmapTest, PhysAndAnonIsContiguousMemory) {
  const std::uint32_t flags = MAPPROOF_MAP_PRIVATE | MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON;
  const auto made = mmap({.length = 32 * page, .flags = flags});
  ASSERT_EQ(made.error, 0);
  lock(made.value, 32 * page);

  EXPECT_EQ(offset64(made.value, 32 * page).contig, 32 * page);
  EXPECT_EQ(error({.length = page, .flags = flags | MAPPROOF_MAP_LAZY}), EINVAL);
}

TEST_F(MmapTest, AnonymousMemoryFillsWhenLookedUpAndLazyMemoryDoesNot) {
  char* const plain =
      static_cast<char*>(mmap({.length = page, .flags = MAPPROOF_MAP_PRIVATE | MAPPROOF_MAP_ANON}).value);
  char* const lazy =
      static_cast<char*>(mmap({.length = page, .flags = MAPPROOF_MAP_PRIVATE | MAPPROOF_MAP_LAZY}).value);

  EXPECT_EQ(offset64(plain, page).error, EAGAIN);
  EXPECT_EQ(offset64(lazy, page).error, EACCES);
  lazy[0] = 1;
  EXPECT_EQ(offset64(lazy, page).error, EAGAIN);
}

TEST_F(MmapTest, RequestErrors) {
  constexpr std::uint32_t shared = MAPPROOF_MAP_SHARED;
  EXPECT_EQ(error({.length = 0}), EINVAL);
  EXPECT_EQ(error({.length = page, .flags = 0}), EINVAL);
  EXPECT_EQ(error({.length = page, .flags = 0, .raw_flags = 0x8}), EINVAL);
  EXPECT_EQ(error({.length = page, .raw_flags = 0x80000000u}), EINVAL);
  EXPECT_EQ(error({.length = page, .raw_protection = 1}), EINVAL);
  EXPECT_EQ(error({.length = page, .flags = shared | MAPPROOF_MAP_PHYS, .fd = 0, .offset = low()}), EINVAL);
  EXPECT_EQ(error({.length = page, .flags = shared | MAPPROOF_MAP_ANON, .fd = 0}), EINVAL);
  EXPECT_EQ(error({.length = page, .fd = -2}), EBADF);
  EXPECT_EQ(error({.length = page, .fd = 999}), EBADF);
  EXPECT_EQ(error({.length = SIZE_MAX}), ENOMEM);
  EXPECT_EQ(error({.length = page, .flags = shared | MAPPROOF_MAP_FIXED}), ENOMEM);
  EXPECT_EQ(error({.length = page, .flags = shared | MAPPROOF_MAP_FIXED, .address = mapped(low(), page) + 1}), EINVAL);
  provoke(MAPPROOF_WITHOUT_EXEC_PRIVILEGE);
  EXPECT_EQ(error({.length = page, .protection = MAPPROOF_PROT_EXEC}), EPERM);
  open("model:", "qnx-6.6");
  EXPECT_EQ(error({.length = page, .flags = 0}), 0);
}

TEST_F(MmapTest, DescriptorErrors) {
  const TemporaryFile file(8 * page);
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);

  EXPECT_EQ(error({.length = page, .fd = file.write_only, .protection = read_only}), EACCES);
  EXPECT_EQ(error({.length = page, .fd = file.read_only}), EACCES);
  EXPECT_EQ(error({.length = page, .flags = MAPPROOF_MAP_PRIVATE, .fd = file.read_only}), 0);
  EXPECT_EQ(error({.length = page, .fd = ends[0], .protection = read_only}), ENODEV);
  void* const shared = mmap({.length = page, .fd = file.read_only, .protection = read_only}).value;
  const mapproof_protect_request writable{shared, page, read_write, 0};
  EXPECT_EQ(table->mprotect(session, &writable).error, EACCES);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_F(MmapTest, FixedPlaceOutlivesASocket) {
  char* const place = static_cast<char*>(mmap({.length = page, .flags = MAPPROOF_MAP_PRIVATE}).value);
  place[0] = 'm';
  int ends[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);

  EXPECT_EQ(error({.length = page,
                   .flags = MAPPROOF_MAP_SHARED | MAPPROOF_MAP_FIXED,
                   .fd = ends[0],
                   .protection = read_only,
                   .address = place}),
            ENODEV);

  EXPECT_EQ(place[0], 'm');
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_F(MmapTest, PosixOffsetIsTheOneInTheFile) {
  const TemporaryFile file(8 * page);
  char* const bytes = static_cast<char*>(mmap({.length = 4 * page, .fd = file.read_write, .offset = 3 * page}).value);

  const Place place = posix_offset(bytes + page + 5, 16 * page);

  EXPECT_EQ(place.error, 0);
  EXPECT_EQ(place.offset, static_cast<std::int64_t>(4 * page + 5));
  EXPECT_EQ(place.contig, 3 * page - 5);
  EXPECT_EQ(place.fd, file.read_write);
  EXPECT_EQ(offset64(bytes, page).error, EACCES);  // no frame of the model
}

TEST_F(MmapTest, PosixOffsetForgetsAClosedDescriptor) {
  const TemporaryFile file(8 * page);
  const int copy = ::dup(file.read_write);
  void* const bytes = mmap({.length = page, .fd = copy}).value;
  ::close(copy);
  EXPECT_EQ(posix_offset(bytes, page).fd, -1);

  int ends[2];  // the number now stands for something else
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
  EXPECT_TRUE(ends[0] == copy || ends[1] == copy);
  EXPECT_EQ(posix_offset(bytes, page).fd, -1);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_F(MmapTest, PosixOffsetErrors) {
  const TemporaryFile file(INT64_C(0x80000000) + page);
  char* const bytes =
      static_cast<char*>(mmap({.length = 2 * page, .fd = file.read_write, .offset = 0x80000000 - page}).value);

  EXPECT_EQ(posix_offset(nullptr, page).error, EACCES);
  EXPECT_EQ(posix_offset(memory(MAPPROOF_MEMORY_ANONYMOUS, page), page).error, EACCES);
  EXPECT_EQ(posix_offset(mapped(low(), page), page).error, EACCES);
  EXPECT_EQ(posix_offset(bytes, page, false).error, 0);
  EXPECT_EQ(posix_offset(bytes + page, page, false).error, EOVERFLOW);
  EXPECT_EQ(posix_offset(bytes + page, page).error, 0);
}

TEST_F(MmapTest, PosixOffsetIsPhysicalInTheLaterText) {
  open("model:", "qnx-7.1b");
  char* const bytes = locked_memory(MAPPROOF_MEMORY_BELOW_2G, page);

  EXPECT_EQ(static_cast<std::uint64_t>(posix_offset(bytes + 9, page).offset), physical_of(bytes + 9));
  EXPECT_EQ(posix_offset(bytes, page, false).error, 0);
}

}  // namespace
}  // namespace mapproof::model_tests
