// Sorts racing calls by who made them.
// SPDX-License-Identifier: Apache-2.0
#include "race.hpp"

namespace mapproof {
namespace {

// The calls of the same thread while the iteration lasted, without those of a handler that interrupted it.
std::vector<std::uint32_t> calls_in(const CallLog& log, std::uint32_t iteration) {
  const RecordedCall& frame = log.calls[iteration];
  const std::uint32_t end = frame.answered != 0 ? frame.ended_at : log.kept();
  std::vector<std::uint32_t> calls;
  for (std::uint32_t i = iteration + 1; i < end; ++i) {
    const RecordedCall& call = log.calls[i];
    const bool same = call.thread == frame.thread && call.in_handler == frame.in_handler;
    if (same && call.id != CallId::iteration) calls.push_back(i);
  }
  return calls;
}

std::uint64_t number_in(const RecordedCall& call, std::size_t field) {
  return value_of(call, shape_of(call).parameters[field]);
}

}  // namespace

std::optional<Race> race_of(const CallLog& log) {
  if (log.race == 0) return std::nullopt;
  const RecordedCall& call = log.calls[log.race];
  Race race{static_cast<RaceKind>(number_in(call, 0)), log.race, {}};
  race.iterations.resize(number_in(call, 1));
  for (std::uint32_t i = log.race + 1; i < log.kept(); ++i) {
    if (log.calls[i].id != CallId::iteration) continue;
    std::vector<std::uint32_t>& iteration = race.iterations.at(number_in(log.calls[i], 0));
    if (iteration.empty()) iteration = calls_in(log, i);
  }
  return race;
}

}  // namespace mapproof
