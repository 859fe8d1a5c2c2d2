// Runs in words of pagemap, against counting one by one.
// SPDX-License-Identifier: Apache-2.0
#include "linux/pages/frame_words.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "linux/pages/pagemap.hpp"

namespace mapproof::lnx {
namespace {

constexpr std::uint64_t exclusive = std::uint64_t{1} << 56;
constexpr std::uint64_t frame = 0x12345;

std::vector<std::uint64_t> words_of_a_run(std::size_t count) {
  std::vector<std::uint64_t> words;
  for (std::size_t i = 0; i < count; ++i) words.push_back(PagemapWord::present_bit | exclusive | (frame + i));
  return words;
}

TEST(FrameWords, RunEndsAtAnyPlaceForAnyReason) {
  for (std::size_t length = 0; length < 300; ++length) {
    for (const std::uint64_t changed_bit : {std::uint64_t{1}, std::uint64_t{1} << 54, PagemapWord::present_bit}) {
      std::vector<std::uint64_t> words = words_of_a_run(300);
      words[length] ^= changed_bit;
      ASSERT_EQ(words_in_run(words.data(), words.size(), frame), length) << changed_bit;
      ASSERT_EQ(words_in_run(words.data(), length, frame), length);
    }
  }
}

TEST(FrameWords, OtherFlagsEndNoRun) {
  std::mt19937 random(5);
  for (int turn = 0; turn < 200; ++turn) {
    std::vector<std::uint64_t> words = words_of_a_run(400);
    for (std::size_t i = random() % 400; i < 400; i += 1 + random() % 100) words[i] ^= exclusive;
    ASSERT_EQ(words_in_run(words.data(), words.size(), frame), 400u);
  }
}

TEST(FrameWords, FirstWordMustBeTheFrame) {
  const std::vector<std::uint64_t> words = words_of_a_run(100);
  EXPECT_EQ(words_in_run(words.data(), words.size(), frame + 1), 0u);
}

}  // namespace
}  // namespace mapproof::lnx
