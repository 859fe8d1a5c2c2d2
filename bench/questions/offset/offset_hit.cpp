// What does an address cost that the offset cache holds? Timed: calls of the cache, out of line, about pages in a
// scattered order; in a chain each address depends on the answer before.
// SPDX-License-Identifier: Apache-2.0
#include "cached_pages.hpp"
#include "questions/questions.hpp"

namespace mapproof::bench {
namespace {

constexpr std::ptrdiff_t in_a_turn = 8;

using Find = std::uint64_t (*)(mapproof_offset_cache*, const void*);

// What is left of a hit without the cache: a call, out of line too.
[[gnu::noipa]] std::uint64_t answer_at_once(mapproof_offset_cache*, const void* address) {
  return reinterpret_cast<std::uintptr_t>(address);
}

// The floor asks no cache.
template <Find find>
std::shared_ptr<CachedPages> pages_for(const OffsetCase& which) {
  if (find == mapproof_offset_cache_find) return cached_pages(which);
  return std::make_shared<CachedPages>(which, CachedPages::Filled::no);
}

template <Find find>
void sweep(benchmark::State& state, const OffsetCase& which) {
  const auto pages = pages_for<find>(which);
  if (pages->refusal()) return refuse(state, *pages->refusal());
  mapproof_offset_cache* const cache = pages->cache().get();
  const std::byte* const* const end = pages->addresses().data() + pages->addresses().size();
  std::uint64_t sum = 0;
  for (auto _ : state) {
    // Several in each turn, so that the loop does not count for much.
    for (const std::byte* const* each = pages->addresses().data(); each != end; each += in_a_turn) {
      sum += find(cache, each[0]) + find(cache, each[1]) + find(cache, each[2]) + find(cache, each[3]);
      sum += find(cache, each[4]) + find(cache, each[5]) + find(cache, each[6]) + find(cache, each[7]);
    }
  }
  benchmark::DoNotOptimize(sum);
}

// Nothing of an answer is left in the place of the next address, but the compiler and the CPU cannot know that.
template <Find find>
void chain(benchmark::State& state, const OffsetCase& which) {
  const auto pages = pages_for<find>(which);
  if (pages->refusal()) return refuse(state, *pages->refusal());
  mapproof_offset_cache* const cache = pages->cache().get();
  std::uint64_t zero = 0;
  benchmark::DoNotOptimize(zero);
  std::uint64_t answer = 0;
  for (auto _ : state) {
    for (const std::byte* const& address : pages->addresses()) answer = find(cache, (&address)[answer & zero]);
  }
  benchmark::DoNotOptimize(answer);
}

}  // namespace

void offset_hit(benchmark::State& state, const OffsetCase& which) { sweep<mapproof_offset_cache_find>(state, which); }
void floor_offset_hit(benchmark::State& state, const OffsetCase& which) { sweep<answer_at_once>(state, which); }
void offset_hit_chain(benchmark::State& state, const OffsetCase& which) {
  chain<mapproof_offset_cache_find>(state, which);
}
void floor_offset_hit_chain(benchmark::State& state, const OffsetCase& which) { chain<answer_at_once>(state, which); }

}  // namespace mapproof::bench
