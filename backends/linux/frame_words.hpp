// Runs of frames in the words of pagemap.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace mapproof::lnx {

/// How many of these words, from the first on, are of present pages whose frames count up from `frame`.
std::size_t words_in_run(const std::uint64_t* words, std::size_t count, std::uint64_t frame);

}  // namespace mapproof::lnx
