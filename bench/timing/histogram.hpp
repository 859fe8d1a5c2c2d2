// How often which value came: buckets that are one wide up to 128 and at most 1/64 of their value beyond.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>

namespace mapproof::bench {

/// A bucket's middle is at most 0.8 % away from each value that it holds.
class Histogram {
 public:
  static constexpr unsigned sub_bits = 6;
  static constexpr unsigned value_bits = 44;  ///< longer ones, hours on any clock, count as the longest
  static constexpr std::size_t bucket_count = ((value_bits - sub_bits) << sub_bits) + (1u << sub_bits);

  static std::size_t bucket_of(std::uint64_t value) {
    if (value >> value_bits != 0) return bucket_count - 1;
    const auto width = 63u - static_cast<unsigned>(__builtin_clzll(value | 1u));
    const unsigned shift = width > sub_bits ? width - sub_bits : 0;
    return (static_cast<std::size_t>(shift) << sub_bits) + static_cast<std::size_t>(value >> shift);
  }
  static double middle_of(std::size_t bucket);

  void add(std::uint64_t value) { ++counts_[bucket_of(value)]; }
  void clear() { counts_.fill(0); }
  const std::array<std::uint64_t, bucket_count>& counts() const { return counts_; }

 private:
  std::array<std::uint64_t, bucket_count> counts_{};
};

/// The times of all calls of a row, in nanoseconds for one operation.
class Distribution {
 public:
  /// Of the calls in a histogram, in ticks; what was subtracted there is still in these.
  struct Totals {
    double sum = 0;
    double longest = 0;
    double overhead = 0;  ///< that was subtracted from each call
    double shortest = 0;
  };

  /// Adds what was counted in ticks of which each is `scale` nanoseconds of one operation.
  void add(const Histogram& histogram, double scale, const Totals& totals);

  void add(const Distribution& other);

  bool empty() const { return calls_ == 0; }
  std::uint64_t calls() const { return calls_; }
  double mean() const { return sum_ / static_cast<double>(calls_); }
  double max() const { return max_; }
  double min() const { return min_; }
  double subtracted() const { return subtracted_; }
  /// The mean without the longest hundredth of the calls: a call that was interrupted for milliseconds says nothing.
  double trimmed_mean() const;
  /// The least value that this share of the calls did not exceed.
  double quantile(double share) const;
  /// Middle of each bucket that holds a call, and how many it holds.
  const std::map<double, std::uint64_t>& buckets() const { return buckets_; }

 private:
  std::map<double, std::uint64_t> buckets_;
  std::uint64_t calls_ = 0;
  double sum_ = 0;
  double max_ = 0;
  double min_ = 0;
  double subtracted_ = 0;
};

}  // namespace mapproof::bench
