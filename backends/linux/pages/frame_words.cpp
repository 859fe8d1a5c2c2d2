// Comparing many words at a time: in a long run this is most of what a lookup adds to the kernel's own work.
// SPDX-License-Identifier: Apache-2.0
#include "frame_words.hpp"

#include <cstring>

namespace mapproof::lnx {
namespace {

// Two words, which every machine compares at once.
using Pair = std::uint64_t __attribute__((vector_size(16)));

constexpr std::size_t block = 64;

Pair pair_at(const std::uint64_t* words) {
  Pair pair;
  std::memcpy(&pair, words, sizeof pair);
  return pair;
}

// Whether the words of a block count up from the first, flags and all. Several pairs by name, because an array of them
// would not stay in registers.
bool is_counting(const std::uint64_t* words) {
  Pair expected = pair_at(words);
  expected[1] = expected[0] + 1;
  Pair first{}, second{}, third{}, fourth{};
  for (std::size_t at = 0; at < block; at += 8) {
    first |= pair_at(words + at) ^ expected;
    second |= pair_at(words + at + 2) ^ (expected + 2);
    third |= pair_at(words + at + 4) ^ (expected + 4);
    fourth |= pair_at(words + at + 6) ^ (expected + 6);
    expected += 8;
  }
  const Pair difference = (first | second) | (third | fourth);
  return (difference[0] | difference[1]) == 0;
}

// The same one by one, whatever the flags.
std::size_t few_words_in_run(const std::uint64_t* words, std::size_t count, std::uint64_t frame) {
  constexpr std::uint64_t relevant = PagemapWord::present_bit | PagemapWord::frame_bits;
  std::size_t matching = 0;
  while (matching < count && (words[matching] & relevant) == (PagemapWord::present_bit | (frame + matching)))
    ++matching;
  return matching;
}

}  // namespace

std::size_t words_in_long_run(const std::uint64_t* words, std::size_t count, std::uint64_t frame) {
  constexpr std::size_t few = 8;  // most runs are short
  std::size_t matching = few_words_in_run(words, count < few ? count : few, frame);
  if (matching < few) return matching;
  while (matching < count) {
    const std::size_t wanted = count - matching < block ? count - matching : block;
    const bool starts = few_words_in_run(words + matching, 1, frame + matching) == 1;
    if (starts && wanted == block && is_counting(words + matching)) {
      matching += block;
      continue;
    }
    const std::size_t more = few_words_in_run(words + matching, wanted, frame + matching);
    matching += more;
    if (more < wanted) break;
  }
  return matching;
}

}  // namespace mapproof::lnx
