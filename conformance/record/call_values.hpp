// What a recorded call was asked and gave.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "call_log.hpp"
#include "calls/call_shape.hpp"

namespace mapproof {

inline const CallShape& shape_of(const RecordedCall& call) { return shape_of(call.id); }

/// The value of a parameter, as 64 bits; numbers that are signed are extended.
std::uint64_t value_of(const RecordedCall& call, const Parameter& parameter);

bool was_granted(const RecordedCall& call);

/// The range of addresses that a granted call gave; length 0 if it gave none.
struct Region {
  std::uint64_t address = 0;
  std::uint64_t length = 0;
};
Region region_of(const RecordedCall& call);

}  // namespace mapproof
