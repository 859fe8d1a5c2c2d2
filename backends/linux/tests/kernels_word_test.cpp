// The kernel's word wins: what is mapped at an address, whoever mapped it and however it came there.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/mman.h>

#include <cerrno>

#include "file_window.hpp"

namespace mapproof::lnx {
namespace {

class KernelsWordTest : public FileWindowTest {};

TEST_F(KernelsWordTest, RunEndsWhereAPageWasUnmapped) {
  char* const pages = map_pages(0, 2);
  EXPECT_EQ(look_up64(pages, 2 * page()).contig_length, 2 * page());

  munmap(pages + page(), page());

  EXPECT_EQ(look_up64(pages, 2 * page()).contig_length, page());
  EXPECT_EQ(look_up64(pages + page(), 1).error, gone());
}

TEST_F(KernelsWordTest, RunEndsWhereAPageWasReplaced) {
  char* const pages = map_pages(0, 3);
  map_file_at(pages + page(), 5);
  void* const memory =
      mmap(pages + 2 * page(), page(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  ASSERT_NE(memory, MAP_FAILED);

  EXPECT_EQ(look_up64(pages, 3 * page()).contig_length, page());
  EXPECT_EQ(look_up64(pages + page(), 3 * page()).contig_length, page());
}

TEST_F(KernelsWordTest, RunGoesOnOverMappingsThatFollowEachOther) {
  char* const pages = map_pages(3, 1, map_pages(1, 3) + 2 * page());

  EXPECT_EQ(look_up64(pages - 2 * page(), 3 * page()).contig_length, 3 * page());
}

TEST_F(KernelsWordTest, PageThatLinuxMappedOverAnotherIsThatPage) {
  char* const pages = map_pages(0, 2);

  map_file_at(pages, 7);

  EXPECT_EQ(physical_of_lookup(pages + 9), base + 7 * page() + 9);
  EXPECT_EQ(physical_of_lookup(pages + page()), base + page());
}

TEST_F(KernelsWordTest, MovedMappingIsFoundAtOnce) {
  char* const pages = map_pages(2, 2);
  char* const place = map_pages(9, 1);

  ASSERT_EQ(mremap(pages, page(), page(), MREMAP_MAYMOVE | MREMAP_FIXED, place), place);

  EXPECT_EQ(physical_of_lookup(place + 1), base + 2 * page() + 1);
  EXPECT_EQ(look_up64(pages, 1).error, gone());
  EXPECT_EQ(physical_of_lookup(pages + page()), base + 3 * page());
}

TEST_F(KernelsWordTest, LockMakesNoFrameOfAWindowsPage) {
  char* const pages = map_pages(2, 1);
  char* const place = map_pages(9, 1);
  ASSERT_EQ(mremap(pages, page(), page(), MREMAP_MAYMOVE | MREMAP_FIXED, place), place);

  lock(place, page());

  EXPECT_EQ(physical_of_lookup(place), base + 2 * page());
}

TEST_F(KernelsWordTest, MappingThatThisBackendNeverSawIsAWindowsPage) {
  void* const pages = mmap(nullptr, page(), PROT_READ, MAP_SHARED, file(), static_cast<off_t>(4 * page()));

  EXPECT_EQ(physical_of_lookup(static_cast<char*>(pages)), base + 4 * page());
  munmap(pages, page());
}

}  // namespace
}  // namespace mapproof::lnx
