// A value or an errno.
// SPDX-License-Identifier: Apache-2.0
#include "host/result.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <memory>

namespace mapproof {
namespace {

TEST(ResultTest, HoldsAValue) {
  Result<int> result = 7;

  EXPECT_TRUE(result.has_value());
  EXPECT_TRUE(static_cast<bool>(result));
  EXPECT_EQ(*result, 7);
  EXPECT_EQ(result.error(), Errno{});
  *result = 8;
  EXPECT_EQ(result.value(), 8);
}

TEST(ResultTest, HoldsAnErrno) {
  const Result<int> result = Errno{EINVAL};

  EXPECT_FALSE(result.has_value());
  EXPECT_EQ(result.error(), Errno{EINVAL});
  EXPECT_NE(result.error(), Errno{ENOMEM});
}

TEST(ResultTest, ValueMayBeMovableOnly) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(3);

  const std::unique_ptr<int> taken = std::move(*result);

  EXPECT_EQ(*taken, 3);
}

}  // namespace
}  // namespace mapproof
