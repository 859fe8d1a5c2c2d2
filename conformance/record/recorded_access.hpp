// What a check does to memory itself, beside its calls.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "call_log.hpp"

namespace mapproof {

/// From now on every load and store that an AccessObserver is told of is noted.
void record_accesses();

/// Notes that the check itself touches memory between its calls.
void record_touch(void* address);

/// Notes that the check is about to call what lies there.
void record_execution(void* address);

/// Notes that accesses in a child follow, and what came of them: 0 or the signal.
RecordedCall* record_probe();
void record_probe_result(RecordedCall* probe, int signal);

}  // namespace mapproof
