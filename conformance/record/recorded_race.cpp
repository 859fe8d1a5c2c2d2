// Notes races and their iterations, which interrupt no call and are interrupted by none.
// SPDX-License-Identifier: Apache-2.0
#include "recorded_race.hpp"

#include "recorded_call.hpp"

namespace mapproof {

RecordedRace::RecordedRace(RaceKind kind, std::size_t threads) {
  if (call_log() == nullptr) return;
  const PlainRequest request{static_cast<std::uint64_t>(kind), threads};
  call_ = begin_call(CallId::race, &request, sizeof request);
  begin_child_of_call();
  if (call_ != nullptr) call_log()->race = static_cast<std::uint32_t>(call_ - call_log()->calls.data());
}

RecordedRace::~RecordedRace() {
  if (call_log() == nullptr) return;
  end_child_of_call();
  end_call(call_, 0, 0);
}

RecordedIteration::RecordedIteration(std::size_t thread) : is_recorded_(call_log() != nullptr) {
  if (!is_recorded_) return;
  const PlainRequest request{thread, 0};
  call_ = begin_call(CallId::iteration, &request, sizeof request);
  begin_child_of_call();
}

RecordedIteration::~RecordedIteration() {
  if (!is_recorded_) return;
  end_child_of_call();
  end_call(call_, 0, 0);
}

}  // namespace mapproof
