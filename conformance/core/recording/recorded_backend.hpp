// A backend that writes into the call log what it is asked and what it answers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "call_log.hpp"
#include "host/plugin.hpp"

namespace mapproof {

/// The same backend behind a table that records; the real one as it is if there is no call log. One in a process: the
/// functions of a table have no place for more.
Backend recorded(const Backend& backend);

/// Notes that the check itself touches memory between its calls.
void record_touch(void* address);

/// Notes that accesses in a child follow, and what came of them: 0 or the signal.
RecordedCall* record_probe();
void record_probe_result(RecordedCall* probe, int signal);

}  // namespace mapproof
