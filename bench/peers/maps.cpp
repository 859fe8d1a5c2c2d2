// The plain loops that lmbench's lat_mmap and libMicro's mmap and munmap time, written anew.
// SPDX-License-Identifier: Apache-2.0
#include <time.h>

#include <algorithm>

#include "peers.hpp"
#include "rows/refusal.hpp"

namespace mapproof::bench {
namespace {

double now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

double median(std::vector<double> samples) {
  const auto middle = samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 2);
  std::nth_element(samples.begin(), middle, samples.end());
  return *middle;
}

double clock_overhead() {
  std::vector<double> samples(1001);
  for (double& sample : samples) {
    const double start = now();
    sample = now() - start;
  }
  return median(std::move(samples));
}

// Whether both calls succeeded.
bool map_and_unmap(const MapCase& which) {
  const mapproof_address_outcome mapped = which.map();
  if (failed(mapped)) return false;
  which.touch_pages(mapped.value);
  return !failed(which.unmap(mapped.value));
}

}  // namespace

void lmbench_loop(benchmark::State& state, const MapCase& which) {
  for (auto _ : state) {
    if (!map_and_unmap(which)) return refuse(state, {EIO, "the range cannot be mapped and unmapped."});
  }
}

void libmicro_samples(benchmark::State& state, const MapCase& which, std::vector<double>& medians) {
  const double overhead = clock_overhead();
  std::vector<double> samples;
  samples.reserve(static_cast<std::size_t>(state.max_iterations));
  for (auto _ : state) {
    const double start = now();
    if (!map_and_unmap(which)) return refuse(state, {EIO, "the range cannot be mapped and unmapped."});
    samples.push_back(now() - start);
  }
  medians.push_back(median(std::move(samples)) - overhead);
}

}  // namespace mapproof::bench
