// What the machine was set to while it was measured: what decides whether figures of two runs may be compared.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "nodes.hpp"

namespace mapproof::bench {

/// Keys for the run event's environment: governor, boost, aslr, load_average, hwloc_digest, benchmark_library_build,
/// hwloc_cpu_nodes, clock_overhead_ns. What the system does not tell is "unknown".
nlohmann::ordered_json describe_machine(const Topology& topology);

/// Processor time in seconds that a hypervisor took from all processors since boot; 0 where the system does not tell.
double steal_seconds();

}  // namespace mapproof::bench
