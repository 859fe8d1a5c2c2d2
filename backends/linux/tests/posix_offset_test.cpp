// posix_mem_offset() over files, and contiguous memory from mmap().
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>

#include "linux_fixture.hpp"

namespace mapproof::lnx {
namespace {

constexpr std::uint32_t read_write = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;
constexpr std::uint32_t contiguous = MAPPROOF_MAP_PRIVATE | MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON;

struct Place {
  int error = 0;
  std::int64_t offset = -7;
  std::size_t contig_length = 0;
  int fildes = -7;
};

class PosixOffsetTest : public LinuxTest {
 protected:
  void SetUp() override {
    open("");
    file_ = memfd_create("posix_offset_test", 0);
    ASSERT_EQ(ftruncate(file_, INT64_C(0x80000000) + static_cast<off_t>(page())), 0);
  }
  void TearDown() override { ::close(file_); }

  char* map(std::size_t length, std::uint64_t offset, int fd, void* fixed = nullptr) const {
    const std::uint32_t flags = MAPPROOF_MAP_SHARED | (fixed != nullptr ? MAPPROOF_MAP_FIXED : 0);
    const mapproof_mmap_request request{fixed, length, offset, read_write, flags, 0, 0, fd, 0};
    const mapproof_address_outcome outcome = table().mmap(handle(), &request);
    EXPECT_EQ(outcome.error, 0);
    return static_cast<char*>(outcome.value);
  }
  Place place_of(const void* address, std::size_t length, bool wide = true) const {
    Place place;
    const mapproof_offset_request request{address,       length, &place.offset, &place.contig_length, &place.fildes,
                                          MAPPROOF_NOFD, 0};
    place.error = (wide ? table().posix_mem_offset64 : table().posix_mem_offset)(handle(), &request).error;
    return place;
  }
  mapproof_address_outcome map_contiguous(std::uint32_t flags, std::size_t length, void* address = nullptr) const {
    const mapproof_mmap_request request{address, length, 0x123, read_write, flags, 0, 0, MAPPROOF_NOFD, 0};
    return table().mmap(handle(), &request);
  }

  int file_ = -1;
};

TEST_F(PosixOffsetTest, PlaceIsTheOneInTheFile) {
  char* const bytes = map(4 * page(), 3 * page(), file_);

  const Place place = place_of(bytes + page() + 5, 16 * page());

  EXPECT_EQ(place.error, 0);
  EXPECT_EQ(place.offset, static_cast<std::int64_t>(4 * page() + 5));
  EXPECT_EQ(place.contig_length, 3 * page() - 5);
  EXPECT_EQ(place.fildes, file_);
}

TEST_F(PosixOffsetTest, PieceGoesOnWhereLinuxSplitsTheMapping) {
  char* const bytes = map(3 * page(), 0, file_);
  ASSERT_EQ(mprotect(bytes + page(), page(), PROT_READ), 0);

  EXPECT_EQ(place_of(bytes, SIZE_MAX).contig_length, 3 * page());
}

TEST_F(PosixOffsetTest, PieceEndsWhereTheObjectGoesOnElsewhere) {
  char* const bytes = map(3 * page(), 0, file_);
  map(page(), 7 * page(), file_, bytes + page());

  EXPECT_EQ(place_of(bytes, 3 * page()).contig_length, page());
  EXPECT_EQ(place_of(bytes + page(), 3 * page()).offset, static_cast<std::int64_t>(7 * page()));
}

TEST_F(PosixOffsetTest, ClosedOrReusedDescriptorIsMinusOne) {
  const int copy = dup(file_);
  char* const bytes = map(page(), 0, copy);
  ::close(copy);
  EXPECT_EQ(place_of(bytes, page()).fildes, -1);

  const int other = memfd_create("other", 0);
  EXPECT_EQ(dup2(other, copy), copy);
  EXPECT_EQ(place_of(bytes, page()).fildes, -1);
  ::close(copy);
  ::close(other);
}

TEST_F(PosixOffsetTest, WhatIsNoObjectIsEacces) {
  const Memory anonymous(*this, MAPPROOF_MEMORY_ANONYMOUS, page());
  const Memory shared(*this, MAPPROOF_MEMORY_SHARED, page());
  char* const bytes = map(2 * page(), 0, file_);
  const mapproof_unmap_request first_page{bytes, page(), 0, 0};
  ASSERT_EQ(table().munmap(handle(), &first_page).error, 0);

  EXPECT_EQ(place_of(nullptr, page()).error, EACCES);
  EXPECT_EQ(place_of(bytes, 2 * page()).error, EACCES);
  EXPECT_EQ(place_of(anonymous.at(0), page()).error, EACCES);
  EXPECT_EQ(place_of(shared.at(0), page()).error, EACCES);
}

TEST_F(PosixOffsetTest, NarrowFormEndsAt2Gib) {
  char* const bytes = map(2 * page(), 0x80000000 - page(), file_);

  EXPECT_EQ(place_of(bytes + page() - 1, 1, false).error, 0);
  EXPECT_EQ(place_of(bytes + page(), 1, false).error, EOVERFLOW);
  EXPECT_EQ(place_of(bytes + page(), 1).offset, INT64_C(0x80000000));
}

TEST_F(PosixOffsetTest, ManyMappingsDisplaceTheOldest) {
  char* const first = map(page(), 0, file_);
  for (int i = 0; i < 300; ++i) {
    char* const bytes = map(page(), page(), file_);
    ASSERT_EQ(munmap(bytes, page()), 0);
  }

  EXPECT_EQ(place_of(first, page()).error, EACCES);
}

TEST_F(PosixOffsetTest, ContiguousMemoryIsOneRun) {
  if (!session().knows_frames) {
    EXPECT_EQ(map_contiguous(contiguous, page()).error, ENOTSUP);
    return;
  }
  const mapproof_address_outcome made = map_contiguous(contiguous, 8 * page());
  ASSERT_EQ(made.error, 0);
  const std::uint64_t first = witness(made.value);
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(witness(static_cast<char*>(made.value) + i * page()), first + i * page());
  }
  EXPECT_EQ(map_contiguous(contiguous | MAPPROOF_MAP_FIXED, 8 * page(), made.value).value, made.value);
  EXPECT_EQ(munmap(made.value, 8 * page()), 0);
  EXPECT_EQ(map_contiguous(MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON, page()).error, ENOTSUP);
  EXPECT_EQ(map_contiguous(contiguous | MAPPROOF_MAP_LAZY, page()).error, EINVAL);
  EXPECT_EQ(map_contiguous(contiguous, SIZE_MAX).error, ENOMEM);
}

}  // namespace
}  // namespace mapproof::lnx
