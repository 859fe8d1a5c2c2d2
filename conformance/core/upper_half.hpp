// A length for checks that all bits of a length count.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace mapproof {

/// The lowest bit of the upper half of a size_t, whatever its width: lost where a length is kept in half of its bits.
inline constexpr std::size_t upper_half = std::size_t{1} << (sizeof(std::size_t) * 4);

}  // namespace mapproof
