// What does an address cost that the offset cache held before its mapping changed? Timed: each call of the cache, which
// looks up anew and keeps the answer. Not: the announced change.
// SPDX-License-Identifier: Apache-2.0
#include "cached_pages.hpp"
#include "questions/questions.hpp"

namespace mapproof::bench {

void offset_miss(benchmark::State& state, const OffsetCase& which, CallTimer& timer) {
  CachedPages pages{which};
  if (pages.refusal()) return refuse(state, *pages.refusal());
  OffsetCache& cache = pages.cache();
  const std::byte* const address = pages.addresses().front();
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    { const OffsetCache::Change change{cache, address, 1}; }
    timer.pass();
    const std::uint64_t physical = cache.find(address);
    timer.lap();
    if (physical == MAPPROOF_NO_OFFSET) return Refusal{errno};
    return std::nullopt;
  });
}

}  // namespace mapproof::bench
