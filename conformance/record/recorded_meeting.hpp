// Calls that are made to meet, in the call log: from which thread or handler each comes.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "call_log.hpp"
#include "calls/requests.hpp"

namespace mapproof {

/// From here on the calls of several parties meet. As long as it lives, what a call gave is known to its party only.
class RecordedMeeting {
 public:
  RecordedMeeting(MeetingKind kind, std::size_t parties);
  ~RecordedMeeting();
  RecordedMeeting(const RecordedMeeting&) = delete;
  RecordedMeeting& operator=(const RecordedMeeting&) = delete;

 private:
  RecordedCall* call_ = nullptr;
};

/// One time that a party makes its calls.
class RecordedLap {
 public:
  explicit RecordedLap(std::size_t party);
  ~RecordedLap();
  RecordedLap(const RecordedLap&) = delete;
  RecordedLap& operator=(const RecordedLap&) = delete;

 private:
  bool is_recorded_;
  RecordedCall* call_ = nullptr;
};

}  // namespace mapproof
