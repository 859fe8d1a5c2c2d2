// What other projects do for the same answer, as rows that run beside ours.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "questions/map/map_case.hpp"
#include "questions/offset/offset_case.hpp"
#include "timing/call_timer.hpp"

namespace mapproof::bench {

/// DPDK's lookup of one locked page, each call timed.
void dpdk_virt2phy(benchmark::State& state, const OffsetCase& which, CallTimer& timer);

/// A lookup on a kept descriptor without a look at the page's lock: one pread() of pagemap.
void kept_descriptor(benchmark::State& state, const OffsetCase& which, CallTimer& timer);

/// The runs of a whole range without a look at its lock: one pread() of pagemap, and a plain fold of its words.
void batched_pread(benchmark::State& state, const OffsetCase& which, CallTimer& timer);

/// lmbench's way: the system's own map, a load from each page, and unmap, over and over under one clock.
void lmbench_loop(benchmark::State& state, const MapCase& which);

/// libMicro's way: the system's clock before and after each sample, what reading it costs taken off, and of all samples
/// the median, which is added to `medians`.
void libmicro_samples(benchmark::State& state, const MapCase& which, std::vector<double>& medians);

/// stress-ng's mmap stressor for a moment: nanoseconds of processor time for one of its operations, if it is installed.
std::optional<double> stress_ng_operation(std::size_t length);

}  // namespace mapproof::bench
