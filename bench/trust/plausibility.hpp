// Whether a figure can be true at all.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "rows/row.hpp"

namespace mapproof::bench {

/// Why the figures of a measured row cannot be what the row says, in one sentence; empty if nothing speaks against
/// them. `group` holds its floor.
std::string implausible(const Row& row, const Group& group);

}  // namespace mapproof::bench
