// Runs a plan through the benchmark library: in passes, each with one repetition of every row, within a budget of time.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "rows/nodes.hpp"
#include "rows/row.hpp"

namespace mapproof::bench {

struct Budget {
  double seconds = 45;   ///< for the whole run; every row is measured once, whatever that takes
  int repetitions = 30;  ///< of a row, at most: as many as its part of the time holds
};

/// Called before each group with the share of the work that is done (0 ... 1) and what comes next; answers whether to
/// go on.
using Progress = std::function<bool(double done, const std::string& next)>;

/// Measures all rows that are not refused. False if `progress` stopped it.
///
/// Every pass takes the groups in a new random order. Within a group a row and its floor follow each other, in random
/// order too: the n-th repetitions of both are a pair that saw the same state of the machine, and the repetitions of
/// one row are spread over the whole run, so that a slow spell disturbs few of them.
bool measure(std::vector<Group>& plan, const Topology& topology, const Budget& budget, const Progress& progress);

}  // namespace mapproof::bench
