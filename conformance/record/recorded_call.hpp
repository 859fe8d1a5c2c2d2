// One entry of the call log, from its beginning to its end.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "call_log.hpp"

namespace mapproof {

/// The entry of a call that begins now; nullptr if the log is full. There is a log.
RecordedCall* begin_call(CallId id, const void* request, std::size_t length);
void end_call(RecordedCall* call, std::uint64_t value, int error);

/// What the calls between these two do interrupts none: they are a child's.
void begin_child_of_call();
void end_child_of_call();

}  // namespace mapproof
