// What a child does: run some random sequences or one script, and tell its parent what came of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "options.hpp"

namespace mapproof::explore {

/// The child. Its record is {"sequences", "steps", "failure"}; before each sequence it prints the sequence's number, so
/// that a crash or a hang has one too. Returns its exit code.
int be_batch_process(const Options& options);

/// How long a child goes on to take up new sequences.
inline constexpr double batch_seconds = 1;

}  // namespace mapproof::explore
