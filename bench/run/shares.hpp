// Who gets how much of the time that is left.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace mapproof::bench {

/// How many more repetitions each may have that costs so many seconds a repetition: together `seconds`, none more than
/// `most`, and as many as fall to it by the square root of its cost, which is how a sample of strata with unequal costs
/// is drawn. What takes long then has few repetitions and does not take them from all others.
std::vector<double> share_out(const std::vector<double>& costs, double seconds, double most);

}  // namespace mapproof::bench
