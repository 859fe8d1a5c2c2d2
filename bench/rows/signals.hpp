// Ends a run by a signal without leaving half a result behind.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mapproof::bench {

/// From now on: SIGINT and SIGTERM ask the run to stop, and end it if they come twice; a crash or a hang of the subject
/// ends the program with one sentence and exit code 2, after removing the partial result of `result_path` (empty:
/// none).
void guard_run(const std::string& result_path);

/// SIGINT or SIGTERM if it came, else 0.
int stop_signal();

/// In a child: the result is the parent's, and so is what becomes of it when a signal comes.
void leave_signals_alone();

/// Names what is being measured, for that sentence, and gives it this many seconds from now.
void watch(const std::string& measuring, unsigned seconds);

}  // namespace mapproof::bench
