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

}  // namespace
}  // namespace mapproof
