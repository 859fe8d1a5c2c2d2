// What does the address of each page cost when many are asked for at once? Timed: each lookup of a whole range, divided
// by its pages.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void offset_batched_by_extents(benchmark::State& state, const OffsetCase& which, CallTimer& timer) {
  Lookup lookup{which};
  if (lookup.refusal()) return refuse(state, *lookup.refusal());
  const Session& session = *which.session;
  std::vector<mapproof_extent> extents(which.length / session.page());
  std::size_t covered = 0;
  const mapproof_extents_request request{lookup.address(), which.length, extents.data(), extents.size(), &covered};
  int count = 0;
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const mapproof_status_outcome outcome = session.table().mem_extents(session.handle(), &request);
    timer.lap();
    if (outcome.value == -1) return outcome.error;
    count = outcome.value;
    return std::nullopt;
  });
  if (count == 0) return;  // refused
  if (covered != which.length) return refuse(state, {EIO, "the extents do not cover the range."});
  if (const auto wrong = disproved(session, lookup.address(), extents.front().physical)) return refuse(state, *wrong);
  const std::byte* start = lookup.address();
  for (int n = 0; n < count; ++n) {
    const mapproof_extent& extent = extents[static_cast<std::size_t>(n)];
    if (const std::string why = doubt_of_run(session, start, extent); !why.empty()) doubt(state, why);
    start += extent.length;
  }
  state.counters[extents_counter] = count;
}

void offset_batched_by_lookups(benchmark::State& state, const OffsetCase& which, CallTimer& timer) {
  Lookup lookup{which};
  if (lookup.refusal()) return refuse(state, *lookup.refusal());
  if (!lookup.doubt().empty()) doubt(state, lookup.doubt());
  std::size_t runs = 0;
  time_calls(state, timer, [&] {
    auto refused = walk(which, lookup.request(), runs);
    timer.lap();
    return refused;
  });
  state.counters[extents_counter] = static_cast<double>(runs);
}

}  // namespace mapproof::bench
