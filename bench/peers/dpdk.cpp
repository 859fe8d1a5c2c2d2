// DPDK's rte_mem_virt2phy(), which needs no environment to be set up before.
// SPDX-License-Identifier: Apache-2.0
#include <rte_memory.h>

#include "peers.hpp"
#include "result/result_file.hpp"
#include "rows/refusal.hpp"

namespace mapproof::bench {

void dpdk_virt2phy(benchmark::State& state, const OffsetCase& which, CallTimer& timer) {
  const Lookup lookup{which};
  if (lookup.refusal()) return refuse(state, *lookup.refusal());
  const std::uint64_t answer = rte_mem_virt2phy(lookup.address());
  if (answer != lookup.physical()) {
    return refuse(state, {EIO, "DPDK answered " + hex(answer) + " where we say " + hex(lookup.physical()) + "."});
  }
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const phys_addr_t physical = rte_mem_virt2phy(lookup.address());
    timer.lap();
    if (physical != answer) return Refusal{EIO};
    return std::nullopt;
  });
}

}  // namespace mapproof::bench
