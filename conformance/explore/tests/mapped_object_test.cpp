// The descriptors are what their names say.
// SPDX-License-Identifier: Apache-2.0
#include "explore/reference/mapped_object.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <mapproof/backend.h>
#include <sys/stat.h>

namespace mapproof::explore {
namespace {

constexpr std::size_t page = 4096;

int mode_of(int fd) { return ::fcntl(fd, F_GETFL) & O_ACCMODE; }

mode_t type_of(int fd) {
  struct stat status {};
  ::fstat(fd, &status);
  return status.st_mode & S_IFMT;
}

TEST(MappedObjectTest, FileIsOpenInThreeWays) {
  Objects objects(page);

  EXPECT_EQ(mode_of(objects.descriptor_of(Object::file_read_write).value()), O_RDWR);
  EXPECT_EQ(mode_of(objects.descriptor_of(Object::file_read_only).value()), O_RDONLY);
  EXPECT_EQ(mode_of(objects.descriptor_of(Object::file_write_only).value()), O_WRONLY);
}

TEST(MappedObjectTest, OthersAreNoFiles) {
  Objects objects(page);

  EXPECT_EQ(type_of(objects.descriptor_of(Object::pipe).value()), static_cast<mode_t>(S_IFIFO));
  EXPECT_EQ(type_of(objects.descriptor_of(Object::socket).value()), static_cast<mode_t>(S_IFSOCK));
  EXPECT_EQ(::fcntl(objects.descriptor_of(Object::closed).value(), F_GETFD), -1);
  EXPECT_EQ(objects.descriptor_of(Object::none), MAPPROOF_NOFD);
  EXPECT_LT(objects.descriptor_of(Object::below_none).value(), MAPPROOF_NOFD);
}

TEST(MappedObjectTest, PagesOfTheFileDiffer) {
  Objects objects(page);
  objects.descriptor_of(Object::file_read_only);

  EXPECT_EQ(objects.file_word(page), Objects::stamp_of(page));
  EXPECT_EQ(objects.file_word(2 * page - 8), Objects::stamp_of(2 * page - 8));
  EXPECT_NE(Objects::stamp_of(0), Objects::stamp_of(page));
  EXPECT_FALSE(objects.file_word(Objects::file_pages * page).has_value());
}

TEST(MappedObjectTest, EveryNameIsReadBack) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(Object::count); ++i) {
    EXPECT_EQ(object_named(name_of(static_cast<Object>(i))), static_cast<Object>(i));
  }
  EXPECT_FALSE(object_named("7").has_value());
}

}  // namespace
}  // namespace mapproof::explore
