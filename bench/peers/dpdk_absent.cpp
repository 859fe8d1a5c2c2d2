// Says that DPDK is not installed.
// SPDX-License-Identifier: Apache-2.0
#include "peers.hpp"
#include "rows/refusal.hpp"

namespace mapproof::bench {

void dpdk_virt2phy(benchmark::State& state, const OffsetCase&, CallTimer&) {
  refuse(state, {ENOTSUP, "libdpdk-dev was not installed when this was built."});
}

}  // namespace mapproof::bench
