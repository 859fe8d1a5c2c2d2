// The order of checks as a part of a conformance run: children try pairs, and what they answer is reported.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "processes/launcher.hpp"
#include "processes/signals.hpp"
#include "run/run.hpp"

namespace mapproof::precedence {

/// The child that tries pairs options.run_pairs ("FIRST+COUNT"). Returns its exit code.
int be_precedence_process(const Options& options);

/// The "order" events of a target, in a fixed order. A pair in which the subject dies or hangs costs that pair only.
std::vector<nlohmann::ordered_json> precedence_events(const SignalWatch& signals, const Options& options,
                                                      Launcher& launcher, double deadline_seconds);

/// Both, as a run takes them.
inline constexpr PrecedenceStage stage{be_precedence_process, precedence_events};

}  // namespace mapproof::precedence
