// Times each call on its own: one reading of a clock for each, and what the reading cost is taken off again.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "histogram.hpp"
#include "ticks.hpp"

namespace mapproof::bench {

/// The end of one lap is the start of the next. Lengths are only stored at first and counted in batches, outside of any
/// lap: counting takes longer or shorter by what was counted before, and that would be in the figures.
template <class Clock>
class BasicCallTimer {
 public:
  BasicCallTimer() { measure_overhead(); }

  void start() { last_ = Clock::now(); }
  /// The call since the last lap counts.
  void lap() {
    const std::uint64_t now = Clock::now();
    lengths_[stored_++] = now - last_;
    last_ = now;
    if (stored_ == lengths_.size()) {
      count_stored();
      start();
    }
  }
  /// What was done since the last lap was not in question.
  void pass() { start(); }

  /// Of one lap without a call, in ticks: what is taken off each.
  double overhead() const { return overhead_; }
  /// All that timing one call costs, in ticks: the overhead, and the counting.
  double recording() const { return recording_; }

  /// `operations` in each call.
  void add_to(Distribution& distribution, double nanoseconds_per_tick, std::int64_t operations) {
    count_stored();
    distribution.add(
        histogram_, nanoseconds_per_tick / static_cast<double>(operations),
        {static_cast<double>(sum_), static_cast<double>(longest_), overhead_, static_cast<double>(shortest_)});
  }

 private:
  void count_stored() {
    for (std::size_t n = 0; n < stored_; ++n) {
      const std::uint64_t length = lengths_[n];
      histogram_.add(length > whole_overhead_ ? length - whole_overhead_ : 0);
      sum_ += length;
      longest_ = std::max(longest_, length);
      shortest_ = std::min(shortest_, length);
    }
    stored_ = 0;
  }

  // The median of some batches: what interrupts one batch does not count.
  void measure_overhead() {
    std::array<double, 9> laps{};
    std::array<double, laps.size()> recordings{};
    for (std::size_t batch = 0; batch < laps.size(); ++batch) {
      start();
      const std::uint64_t before = last_;
      while (stored_ + 1 < lengths_.size()) {
        benchmark::ClobberMemory();
        lap();
      }
      laps[batch] = static_cast<double>(last_ - before) / static_cast<double>(stored_);
      lap();
      recordings[batch] = static_cast<double>(last_ - before) / static_cast<double>(lengths_.size());
    }
    overhead_ = median(laps);
    recording_ = median(recordings);
    whole_overhead_ = static_cast<std::uint64_t>(std::lround(overhead_));
    histogram_.clear();
    sum_ = longest_ = 0;
    shortest_ = UINT64_MAX;
  }

  template <std::size_t count>
  static double median(std::array<double, count>& numbers) {
    std::nth_element(numbers.begin(), numbers.begin() + count / 2, numbers.end());
    return numbers[count / 2];
  }

  std::uint64_t last_ = 0;
  std::size_t stored_ = 0;
  std::array<std::uint64_t, 256> lengths_;
  std::uint64_t whole_overhead_ = 0;
  double overhead_ = 0;
  double recording_ = 0;
  Histogram histogram_{};
  std::uint64_t sum_ = 0;
  std::uint64_t longest_ = 0;
  std::uint64_t shortest_ = UINT64_MAX;
};

using CallTimer = BasicCallTimer<TickClock>;

}  // namespace mapproof::bench
