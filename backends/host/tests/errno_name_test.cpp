// errno values by name.
// SPDX-License-Identifier: Apache-2.0
#include "host/errno_name.hpp"

#include <gtest/gtest.h>

#include <cerrno>

namespace mapproof {
namespace {

TEST(ErrnoNameTest, NamesOfTheDocuments) {
  EXPECT_EQ(errno_name(EINVAL), "EINVAL");
  EXPECT_EQ(errno_name(EOVERFLOW), "EOVERFLOW");
  EXPECT_EQ(errno_name(ENXIO), "ENXIO");
  EXPECT_EQ(errno_name(EAGAIN), "EAGAIN");  // and not EWOULDBLOCK, which may have the same number
}

TEST(ErrnoNameTest, WhatHasNoName) {
  EXPECT_EQ(errno_name(0), "0");
  EXPECT_EQ(errno_name(9999), "9999");
  EXPECT_EQ(errno_name(-1), "-1");
}

TEST(ErrnoNameTest, NumbersComeBack) {
  for (const int number : {EPERM, EACCES, ENOMEM, EBADF, ENODEV, ENOENT, ENOSYS, EINTR, ENOTSUP, ENAMETOOLONG}) {
    EXPECT_EQ(errno_number(errno_name(number)), number);
  }
  EXPECT_EQ(errno_number("EWOULDBLOCK"), EWOULDBLOCK);
  EXPECT_EQ(errno_number("ENOTHING"), -1);
  EXPECT_EQ(errno_number(""), -1);
}

}  // namespace
}  // namespace mapproof
