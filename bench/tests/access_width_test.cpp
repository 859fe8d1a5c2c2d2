// Every width moves the right bytes.
// SPDX-License-Identifier: Apache-2.0
#include "questions/access/access_width.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "cpu_widths.hpp"

namespace mapproof::bench {
namespace {

class AccessWidth : public testing::TestWithParam<std::size_t> {
 protected:
  const Access& access() const { return *access_of(GetParam()); }
};

TEST_P(AccessWidth, StoresItsRangeAndNothingBesides) {
  alignas(64) std::array<std::uint8_t, 4 * 64> bytes{};

  access().store(&bytes[64], 128, 0xa5);
  drain_stores();

  EXPECT_TRUE(std::all_of(bytes.begin(), bytes.begin() + 64, [](std::uint8_t byte) { return byte == 0; }));
  EXPECT_TRUE(std::all_of(bytes.begin() + 64, bytes.begin() + 192, [](std::uint8_t byte) { return byte == 0xa5; }));
  EXPECT_TRUE(std::all_of(bytes.begin() + 192, bytes.end(), [](std::uint8_t byte) { return byte == 0; }));
}

TEST_P(AccessWidth, LoadsLeaveTheMemoryAlone) {
  alignas(64) std::array<std::uint8_t, 128> bytes{};
  std::fill(bytes.begin(), bytes.end(), std::uint8_t{7});

  access().load(bytes.data(), bytes.size());

  EXPECT_TRUE(std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 7; }));
}

INSTANTIATE_TEST_SUITE_P(Every, AccessWidth, testing::ValuesIn(widths_of_this_cpu()),
                         testing::PrintToStringParamName());

TEST(AccessWidth, OtherWidthsDoNotExist) {
  EXPECT_EQ(access_of(0), nullptr);
  EXPECT_EQ(access_of(3), nullptr);
  EXPECT_EQ(access_of(128), nullptr);
}

TEST(AccessWidth, EveryCpuHasOneTwoAndFour) {
  for (const std::size_t width : {1u, 2u, 4u}) EXPECT_NE(access_of(width), nullptr);
}

}  // namespace
}  // namespace mapproof::bench
