// Where the numbers of a request come from: what earlier calls gave.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "record/call_log.hpp"

namespace mapproof {

/// Where a number comes from: the call, and how far behind its result it lies.
struct Origin {
  std::uint32_t call;
  std::int64_t distance;
};

/// The last call before `end` that gave this address, or one near it. Nothing for NULL and for what no call gave.
std::optional<Origin> origin_of_address(const CallLog& log, std::uint64_t address, std::uint32_t end);
/// The same for a physical address that a lookup or a witness told.
std::optional<Origin> origin_of_physical(const CallLog& log, std::uint64_t physical, std::uint32_t end);
/// The expression of a reproducer for the physical address that a call told; "" if it told none.
std::string told_physical(const CallLog& log, std::uint32_t call);

}  // namespace mapproof
