// What does one lookup over many pages cost, by how contiguous they are? Timed: each call, which finds the run that
// starts at the first page.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void offset_run(benchmark::State& state, const OffsetCase& which, CallTimer& timer) {
  const Lookup lookup{which};
  if (lookup.refusal()) return refuse(state, *lookup.refusal());
  if (!lookup.doubt().empty()) doubt(state, lookup.doubt());
  std::size_t runs = 0;
  if (const auto refused = walk(which, lookup.request(), runs)) return refuse(state, *refused);
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const mapproof_status_outcome outcome = which.call(which.session->handle(), &lookup.request());
    timer.lap();
    if (outcome.value == -1) return outcome.error;
    return std::nullopt;
  });
  state.counters[extents_counter] = static_cast<double>(runs);
  state.counters["run_pages"] = static_cast<double>(lookup.contig_length() / which.session->page());
}

}  // namespace mapproof::bench
