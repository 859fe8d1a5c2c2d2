// Loads and stores whose fault is an answer, in this process: a fork per access would cost a thousand times as much.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "host/result.hpp"

namespace mapproof::explore {

/// What one access did: its value, or the number of the signal that it raised as the error. The address must be a
/// multiple of 8. Not for several threads at once.
Result<std::uint64_t> guarded_load(std::uint64_t address);
Result<std::uint64_t> guarded_store(std::uint64_t address, std::uint64_t value);

}  // namespace mapproof::explore
