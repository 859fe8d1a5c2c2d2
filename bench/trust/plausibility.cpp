// The bounds that nothing real passes.
// SPDX-License-Identifier: Apache-2.0
#include "plausibility.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <optional>

#include "rows/plan.hpp"
#include "timing/statistics.hpp"

namespace mapproof::bench {
namespace {

// Half of the least that the system needs: no noise of a pair's quotient reaches down to there.
constexpr double least_ratio_to_floor = 0.5;
// A device is slower than cached memory by orders of magnitude.
constexpr double least_ratio_of_uncached = 10;
// An empty call reads up to this.
constexpr double clock_floor = 1;  // nanoseconds

std::string with_number(const char* format, double number) {
  std::array<char, 200> text{};
  std::snprintf(text.data(), text.size(), format, number);
  return text.data();
}

std::optional<double> ratio_to_floor(const Row& row, const Group& group) {
  const Row* const floor = floor_of(row, group);
  if (floor == nullptr || floor->refusal || floor->samples.nanoseconds.empty()) return std::nullopt;
  const double times = ratio(row.samples.nanoseconds, floor->samples.nanoseconds);
  if (!std::isfinite(times)) return std::nullopt;  // a floor of nothing
  return times;
}

}  // namespace

std::string implausible(const Row& row, const Group& group) {
  if (!row.doubt.empty()) return row.doubt;
  if (row.needs.empty()) return {};  // what is no claim about the subject
  const double call = quartiles(row.samples.nanoseconds).median * static_cast<double>(row.operations);
  if (row.calls && call < clock_floor) {
    return with_number("a call reads %.2f ns, which is no more than an empty one does.", call);
  }
  const std::optional<double> times = ratio_to_floor(row, group);
  if (!times) return {};
  if (row.bounded && *times < least_ratio_to_floor) {
    return with_number("it takes %.2f times its floor, the least that the system needs for the same effect.", *times);
  }
  if (row.arguments.value("caching", "") == "uncached" && *times < least_ratio_of_uncached) {
    return with_number("uncached access takes only %.2f times what cached memory takes: no device answers that fast.",
                       *times);
  }
  return {};
}

}  // namespace mapproof::bench
