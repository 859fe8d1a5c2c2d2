// The access widths that can be tried on the CPU that runs the tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

#include "questions/access/access_width.hpp"

namespace mapproof::bench {

inline std::vector<std::size_t> widths_of_this_cpu() {
  std::vector<std::size_t> widths;
  std::copy_if(std::begin(access_widths), std::end(access_widths), std::back_inserter(widths),
               [](std::size_t width) { return access_of(width) != nullptr; });
  return widths;
}

}  // namespace mapproof::bench
