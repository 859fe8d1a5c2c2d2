// What a run says on standard output.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "run/options.hpp"
#include "run/run.hpp"

namespace mapproof {

/// One line per non-pass, equal reasons together, and the conclusion as the last line; with --json one object instead.
void print_summary(const RunReport& report, const Options& options);

}  // namespace mapproof
