// Racing calls in the call log: which thread or handler makes each of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "call_log.hpp"
#include "calls/requests.hpp"

namespace mapproof {

/// From here on several threads, or a thread and a handler, race. As long as it lives, only the one that made a call
/// knows what it gave.
class RecordedRace {
 public:
  RecordedRace(RaceKind kind, std::size_t threads);
  ~RecordedRace();
  RecordedRace(const RecordedRace&) = delete;
  RecordedRace& operator=(const RecordedRace&) = delete;

 private:
  RecordedCall* call_ = nullptr;
};

/// One time that a racing thread makes its calls.
class RecordedIteration {
 public:
  explicit RecordedIteration(std::size_t thread);
  ~RecordedIteration();
  RecordedIteration(const RecordedIteration&) = delete;
  RecordedIteration& operator=(const RecordedIteration&) = delete;

 private:
  bool is_recorded_;
  RecordedCall* call_ = nullptr;
};

}  // namespace mapproof
