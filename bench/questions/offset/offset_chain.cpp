// What does a lookup cost if the next address depends on its answer? Timed: lookups of locked pages in a scattered
// order; ns is per lookup.
// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "questions/questions.hpp"

namespace mapproof::bench {
namespace {

// Every page once, each far from the one before: steps of a number that has no factor in common with the count.
std::vector<std::size_t> scattered(std::size_t pages, std::size_t page) {
  constexpr std::size_t step = 37;
  std::vector<std::size_t> places(pages);
  for (std::size_t n = 0; n < pages; ++n) places[n] = n * step % pages * page;
  return places;
}

}  // namespace

void offset_chain(benchmark::State& state, const OffsetCase& which) {
  Lookup lookup{which};
  if (lookup.refusal()) return refuse(state, *lookup.refusal());
  const std::size_t page = which.session->page();
  const std::vector<std::size_t> places = scattered(which.length / page, page);
  mapproof_session* const session = which.session->handle();
  mapproof_offset_request request = lookup.request();
  request.length = page;
  std::uint64_t zero = 0;
  benchmark::DoNotOptimize(zero);
  for (auto _ : state) {
    for (const std::size_t place : places) {
      // Nothing of the answer is left in the address, but the compiler and the CPU cannot know that.
      request.address = lookup.address() + place + (static_cast<std::uint64_t>(*request.offset) & zero);
      const mapproof_status_outcome outcome = which.call(session, &request);
      if (outcome.value == -1) return refuse(state, Refusal{outcome.error});
    }
  }
}

}  // namespace mapproof::bench
