// The summary for people: one line for each row, and one for each reason of refusal.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "rows/row.hpp"

namespace mapproof::bench {

void print_table(const std::vector<Group>& plan, std::ostream& out);

/// "0.31 ns", "1.25 us", "12.5 ms": three figures and a unit.
std::string duration(double nanoseconds);

}  // namespace mapproof::bench
