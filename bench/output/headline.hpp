// The figure to remember: what keeping addresses saves, for each pair of nodes.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <vector>

#include "rows/row.hpp"

namespace mapproof::bench {

/// One line for each node pair on which repeated lookups and hits of the cache were measured.
void print_headline(const std::vector<Group>& plan, std::ostream& out);

}  // namespace mapproof::bench
