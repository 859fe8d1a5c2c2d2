// Runs of frames in the words of pagemap.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "pagemap.hpp"

namespace mapproof::lnx {

/// As words_in_run(), best for runs of several pages.
std::size_t words_in_long_run(const std::uint64_t* words, std::size_t count, std::uint64_t frame);

/// How many of these words, from the first on, are of present pages whose frames count up from `frame`.
inline std::size_t words_in_run(const std::uint64_t* words, std::size_t count, std::uint64_t frame) {
  const auto is_of = [words](std::size_t at, std::uint64_t wanted) {
    return (words[at] & (PagemapWord::present_bit | PagemapWord::frame_bits)) == (PagemapWord::present_bit | wanted);
  };
  // Most runs are of one page.
  if (count == 0 || !is_of(0, frame)) return 0;
  if (count == 1 || !is_of(1, frame + 1)) return 1;
  return words_in_long_run(words, count, frame);
}

}  // namespace mapproof::lnx
