// What does an address cost whose lookup the caller has kept, as the documents advise? Timed: a bounds check and an
// addition.
// SPDX-License-Identifier: Apache-2.0
#include "questions/questions.hpp"

namespace mapproof::bench {

void offset_kept(benchmark::State& state, const OffsetCase& which) {
  Lookup lookup{which};
  if (lookup.refusal()) return refuse(state, *lookup.refusal());
  if (!lookup.doubt().empty()) doubt(state, lookup.doubt());
  const std::byte* const base = lookup.address();
  std::uint64_t kept = lookup.physical();
  std::size_t run = lookup.contig_length();
  const std::byte* address = base;
  for (auto _ : state) {
    // The compiler may know neither what was kept nor what is asked for.
    benchmark::DoNotOptimize(kept);
    benchmark::DoNotOptimize(run);
    benchmark::DoNotOptimize(address);
    const auto distance = static_cast<std::size_t>(address - base);
    if (distance >= run) return refuse(state, {EIO, "the kept run does not hold its own first byte."});
    std::uint64_t physical = kept + distance;
    benchmark::DoNotOptimize(physical);
  }
}

}  // namespace mapproof::bench
