// What the machine was set to while it was measured: what decides whether figures of two runs may be compared.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "rows/nodes.hpp"

namespace mapproof::bench {

/// Keys for the run event's environment. What the system does not tell is "unknown".
/// - What it was set to: governor, boost, aslr, frequency_mhz, load_average.
/// - What it is: hwloc_digest, hwloc_cpu_nodes, fingerprint.
/// - What times it: clock (wall or exact), benchmark_library_build, clock_overhead_ns (of the library's clock).
/// - What times a call: call_clock, call_clock_mhz, call_overhead_ns (taken off each), call_recording_ns (all that it
///   takes), empty_call_ns.
nlohmann::ordered_json describe_machine(const Topology& topology);

/// Whether time is that of the lab's exact clock, which says so in MAPPROOF_CLOCK.
bool counts_instructions();

/// Processor time in seconds that a hypervisor took from all processors since boot; 0 where the system does not tell.
double steal_seconds();

}  // namespace mapproof::bench
