// The order of checks as a part of a conformance run: children try pairs, and what they answer is reported.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "processes/launcher.hpp"
#include "processes/signals.hpp"
#include "run/options.hpp"

namespace mapproof::order {

/// The child that tries pairs options.run_order ("FIRST+COUNT"). Returns its exit code.
int be_order_process(const Options& options);

/// The "order" events of a target, in a fixed order. A pair in which the subject dies or hangs costs that pair only.
std::vector<nlohmann::ordered_json> order_events(const SignalWatch& signals, const Options& options, Launcher& launcher,
                                                 double deadline_seconds);

}  // namespace mapproof::order
