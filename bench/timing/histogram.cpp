// Reading a histogram: middles of buckets, and the values that a share of the calls stays below.
// SPDX-License-Identifier: Apache-2.0
#include "histogram.hpp"

#include <cmath>

namespace mapproof::bench {

double Histogram::middle_of(std::size_t bucket) {
  const std::size_t sub_buckets = std::size_t{1} << sub_bits;
  if (bucket < 2 * sub_buckets) return static_cast<double>(bucket);
  const std::size_t shift = bucket / sub_buckets - 1;
  const double width = std::ldexp(1.0, static_cast<int>(shift));
  return std::ldexp(static_cast<double>(bucket - shift * sub_buckets), static_cast<int>(shift)) + (width - 1) / 2;
}

void Distribution::add(const Histogram& histogram, double scale, const Totals& totals) {
  std::uint64_t calls = 0;
  for (std::size_t bucket = 0; bucket < Histogram::bucket_count; ++bucket) {
    const std::uint64_t count = histogram.counts()[bucket];
    if (count == 0) continue;
    buckets_[Histogram::middle_of(bucket) * scale] += count;
    calls += count;
  }
  const double shortest = std::max(0.0, totals.shortest - totals.overhead) * scale;
  min_ = empty() ? shortest : std::min(min_, shortest);
  calls_ += calls;
  // An empty call may come out a little below zero, which is zero.
  sum_ += std::max(0.0, totals.sum - totals.overhead * static_cast<double>(calls)) * scale;
  max_ = std::max(max_, (totals.longest - totals.overhead) * scale);
  subtracted_ = totals.overhead * scale;
}

void Distribution::add(const Distribution& other) {
  for (const auto& [value, count] : other.buckets_) buckets_[value] += count;
  min_ = empty() ? other.min_ : std::min(min_, other.min_);
  calls_ += other.calls_;
  sum_ += other.sum_;
  max_ = std::max(max_, other.max_);
  subtracted_ = other.subtracted_;
}

double Distribution::trimmed_mean() const {
  std::uint64_t left_out = calls_ / 100;
  const auto kept = static_cast<double>(calls_ - left_out);
  double sum = sum_;
  for (auto bucket = buckets_.rbegin(); left_out > 0; ++bucket) {
    const std::uint64_t count = std::min(left_out, bucket->second);
    sum -= bucket->first * static_cast<double>(count);
    left_out -= count;
  }
  return std::max(0.0, sum / kept);
}

double Distribution::quantile(double share) const {
  const auto wanted = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(calls_)));
  std::uint64_t seen = 0;
  for (const auto& [value, count] : buckets_) {
    seen += count;
    if (seen >= wanted) return std::min(value, max_);
  }
  return max_;
}

}  // namespace mapproof::bench
