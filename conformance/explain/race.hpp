// The racing calls of a check, thread by thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "calls/requests.hpp"
#include "record/call_values.hpp"

namespace mapproof {

struct Race {
  RaceKind kind = RaceKind::threads;
  std::uint32_t place = 0;                             ///< so many calls were made before
  std::vector<std::vector<std::uint32_t>> iterations;  ///< what each thread did the first time; empty if it did nothing
};

/// The race of this check, if there was one.
std::optional<Race> race_of(const CallLog& log);

}  // namespace mapproof
