// What does the address of each page cost when many are asked for at once? Timed: the lookup of a whole range; ns is
// per page. SPDX-License-Identifier: Apache-2.0
#include "questions.hpp"

namespace mapproof::bench {

// How many runs the range has decides the cost of a walk and differs from launch to launch, so it goes into the record.
constexpr const char* extents_counter = "extents";

void offset_by_extents(benchmark::State& state, const OffsetCase& which) {
  Lookup lookup{which};
  if (lookup.refusal()) return refuse(state, *lookup.refusal());
  const Session& session = *which.session;
  std::vector<mapproof_extent> extents(which.length / session.page());
  std::size_t covered = 0;
  const mapproof_extents_request request{lookup.address(), which.length, extents.data(), extents.size(), &covered};
  int count = 0;
  for (auto _ : state) {
    const mapproof_status_outcome outcome = session.table().mem_extents(session.handle(), &request);
    if (outcome.value == -1) return refuse(state, Refusal{outcome.error});
    count = outcome.value;
  }
  if (covered != which.length) return refuse(state, {EIO, "the extents do not cover the range."});
  if (const auto wrong = disproved(session, lookup.address(), extents.front().physical)) return refuse(state, *wrong);
  state.counters[extents_counter] = count;
}

void offset_by_walk(benchmark::State& state, const OffsetCase& which) {
  Lookup lookup{which};
  if (lookup.refusal()) return refuse(state, *lookup.refusal());
  mapproof_session* const session = which.session->handle();
  std::size_t runs = 0;
  for (auto _ : state) {
    runs = 0;
    mapproof_offset_request request = lookup.request();
    while (request.length > 0) {
      const mapproof_status_outcome outcome = which.call(session, &request);
      if (outcome.value == -1) return refuse(state, Refusal{outcome.error});
      const std::size_t run = *request.contig_length;
      if (run == 0 || run > request.length) return refuse(state, {EIO, "contig_len is not within the range."});
      request.address = static_cast<const std::byte*>(request.address) + run;
      request.length -= run;
      ++runs;
    }
  }
  state.counters[extents_counter] = static_cast<double>(runs);
}

}  // namespace mapproof::bench
