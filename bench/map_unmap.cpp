// What does mapping and unmapping a device range cost, by length? Timed: both calls and, with touch, a load from each
// page between. SPDX-License-Identifier: Apache-2.0
#include "questions.hpp"

namespace mapproof::bench {

void map_unmap(benchmark::State& state, const MapCase& which) {
  if (const auto refused = which.verify()) return refuse(state, *refused);
  for (auto _ : state) {
    const mapproof_address_outcome mapped = which.map();
    if (failed(mapped)) return refuse(state, Refusal{mapped.error});
    which.touch_pages(mapped.value);
    const mapproof_status_outcome unmapped = which.unmap(mapped.value);
    if (failed(unmapped)) return refuse(state, Refusal{unmapped.error});
  }
}

}  // namespace mapproof::bench
