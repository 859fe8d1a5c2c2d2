// Notes them. What is noted here interrupts no call and is interrupted by none.
// SPDX-License-Identifier: Apache-2.0
#include "recorded_meeting.hpp"

#include "recorded_call.hpp"

namespace mapproof {

RecordedMeeting::RecordedMeeting(MeetingKind kind, std::size_t parties) {
  if (call_log() == nullptr) return;
  const PlainRequest request{static_cast<std::uint64_t>(kind), parties};
  call_ = begin_call(CallId::meeting, &request, sizeof request);
  begin_child_of_call();
  if (call_ != nullptr) call_log()->meeting = static_cast<std::uint32_t>(call_ - call_log()->calls.data());
}

RecordedMeeting::~RecordedMeeting() {
  if (call_log() == nullptr) return;
  end_child_of_call();
  end_call(call_, 0, 0);
}

RecordedLap::RecordedLap(std::size_t party) : is_recorded_(call_log() != nullptr) {
  if (!is_recorded_) return;
  const PlainRequest request{party, 0};
  call_ = begin_call(CallId::lap, &request, sizeof request);
  begin_child_of_call();
}

RecordedLap::~RecordedLap() {
  if (!is_recorded_) return;
  end_child_of_call();
  end_call(call_, 0, 0);
}

}  // namespace mapproof
