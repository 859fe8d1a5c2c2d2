// The calls that a check made meet, party by party.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "calls/requests.hpp"
#include "record/call_values.hpp"

namespace mapproof {

struct Meeting {
  MeetingKind kind = MeetingKind::threads;
  std::uint32_t place = 0;                       ///< so many calls were made before
  std::vector<std::vector<std::uint32_t>> laps;  ///< what each party did the first time; empty if it did nothing
};

/// The meeting of this check, if there was one.
std::optional<Meeting> meeting_of(const CallLog& log);

}  // namespace mapproof
