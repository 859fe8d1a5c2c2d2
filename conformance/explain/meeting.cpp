// Sorts the calls by who made them.
// SPDX-License-Identifier: Apache-2.0
#include "meeting.hpp"

namespace mapproof {
namespace {

// The calls of the same thread while the lap lasted, without those of a handler that interrupted it.
std::vector<std::uint32_t> calls_in(const CallLog& log, std::uint32_t lap) {
  const RecordedCall& frame = log.calls[lap];
  const std::uint32_t end = frame.answered != 0 ? frame.ended_at : log.kept();
  std::vector<std::uint32_t> calls;
  for (std::uint32_t i = lap + 1; i < end; ++i) {
    const RecordedCall& call = log.calls[i];
    const bool same = call.thread == frame.thread && call.in_handler == frame.in_handler;
    if (same && call.id != CallId::lap) calls.push_back(i);
  }
  return calls;
}

std::uint64_t number_in(const RecordedCall& call, std::size_t field) {
  return value_of(call, shape_of(call).parameters[field]);
}

}  // namespace

std::optional<Meeting> meeting_of(const CallLog& log) {
  if (log.meeting == 0) return std::nullopt;
  const RecordedCall& call = log.calls[log.meeting];
  Meeting meeting{static_cast<MeetingKind>(number_in(call, 0)), log.meeting, {}};
  meeting.laps.resize(number_in(call, 1));
  for (std::uint32_t i = log.meeting + 1; i < log.kept(); ++i) {
    if (log.calls[i].id != CallId::lap) continue;
    std::vector<std::uint32_t>& lap = meeting.laps.at(number_in(log.calls[i], 0));
    if (lap.empty()) lap = calls_in(log, i);
  }
  return meeting;
}

}  // namespace mapproof
