// From the library's runs to rows, and from rows to measurement events.
// SPDX-License-Identifier: Apache-2.0
#include "reporter.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>

#include "rows/plan.hpp"
#include "timing/statistics.hpp"
#include "trust/plausibility.hpp"

namespace mapproof::bench {
namespace {

using Json = nlohmann::ordered_json;

// The member is named error_message up to version 1.7 of the library and skip_message after it.
template <class Run>
auto message_of(const Run& run, int) -> decltype(run.error_message) {
  return run.error_message;
}
template <class Run>
auto message_of(const Run& run, long) -> decltype(run.skip_message) {
  return run.skip_message;
}

Json floor_event(const Row& row, const Group& group) {
  const Row* const floor = floor_of(row, group);
  if (floor == nullptr || floor->refusal || floor->samples.nanoseconds.empty()) return nullptr;
  const double times = ratio(row.samples.nanoseconds, floor->samples.nanoseconds);
  if (!std::isfinite(times)) return nullptr;  // a floor of nothing
  return {{"name", floor->name}, {"median", quartiles(floor->samples.nanoseconds).median}, {"ratio", times}};
}

// A value's first four digits: the bucket that it comes from is not known better.
double four_digits(double value) {
  if (value <= 0) return 0;
  const double unit = std::pow(10.0, std::floor(std::log10(value)) - 3);
  return unit < 1 ? std::round(value / unit) / std::round(1 / unit) : std::round(value / unit) * unit;
}

// Enough to tell what came before what.
Json milliseconds(const std::vector<double>& seconds) {
  Json rounded = Json::array();
  for (const double moment : seconds) rounded.push_back(std::round(moment * 1e3) / 1e3);
  return rounded;
}

Json distribution_event(const Distribution& calls) {
  Json buckets = Json::array();
  for (const auto& [value, count] : calls.buckets()) buckets.push_back({four_digits(value), count});
  return {{"calls", calls.calls()},       {"mean", calls.mean()},        {"p50", calls.quantile(0.5)},
          {"p90", calls.quantile(0.9)},   {"p99", calls.quantile(0.99)}, {"p999", calls.quantile(0.999)},
          {"max", calls.max()},           {"min", calls.min()},          {"subtracted", calls.subtracted()},
          {"buckets", std::move(buckets)}};
}

void add_numbers(const Row& row, const Group& group, Json& event) {
  const Quartiles quarters = quartiles(row.samples.nanoseconds);
  event["iterations"] = row.samples.operations;
  event["repetitions"] = row.samples.nanoseconds;
  event["at"] = milliseconds(row.samples.at);
  event["median"] = quarters.median;
  event["quartile_low"] = quarters.low;
  event["quartile_high"] = quarters.high;
  event["bytes_per_second"] =
      row.bytes == 0 ? Json(nullptr) : Json(static_cast<double>(row.bytes) * 1e9 / quarters.median);
  event["floor"] = floor_event(row, group);
  if (!row.samples.each_call.empty()) event["distribution"] = distribution_event(row.samples.each_call);
  if (const std::string why = implausible(row, group); !why.empty()) event["implausible"] = why;
  if (!row.samples.details.empty()) event["details"] = row.samples.details;
  event["refused"] = nullptr;
}

}  // namespace

// The run event holds the context; the library's own lines about it would only disturb the table.
bool Reporter::ReportContext(const Context&) { return true; }

void Reporter::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.run_type == Run::RT_Iteration) take(run, std::stoul(run.run_name.function_name));
  }
}

void Reporter::take(const Run& run, std::size_t index) {
  Row& row = group_.at(index);
  const std::string message = message_of(run, 0);
  if (!message.empty()) {
    row.refusal = refusal_of(message);
    return;
  }
  if (row.calls && each_call(index).empty()) {
    row.refusal = Refusal{EIO, "the benchmark timed no call."};
    return;
  }
  Samples& samples = row.samples;
  // A question with a timer may time several calls in one iteration.
  const std::int64_t calls_made = row.calls ? static_cast<std::int64_t>(each_call(index).calls()) : run.iterations;
  samples.operations = calls_made * row.operations;
  samples.seconds = run.real_accumulated_time;
  const double seconds = run.real_accumulated_time / static_cast<double>(run.iterations);
  samples.iteration_seconds = samples.nanoseconds.empty() ? seconds : std::min(samples.iteration_seconds, seconds);
  const Distribution& calls = each_call(index);
  samples.nanoseconds.push_back(row.calls ? calls.trimmed_mean() : seconds * 1e9 / static_cast<double>(row.operations));
  samples.at.push_back(since_.seconds());
  if (row.calls) samples.each_call.add(calls);
  row.doubt = run.report_label;
  for (const auto& counter : run.counters) samples.details[counter.first] = counter.second.value;
}

Json measurement_event(const Row& row, const Group& group) {
  Json event{{"event", "measurement"},
             {"name", row.name},
             {"arguments", row.arguments},
             {"cpu_node", row.place.cpu_node},
             {"memory_node", row.place.memory_node},
             {"window", row.place.window.empty() ? Json(nullptr) : Json(row.place.window)},
             {"unit", "ns"}};
  if (row.place.distance) event["distance"] = *row.place.distance;
  if (!row.refusal) {
    add_numbers(row, group, event);
    return event;
  }
  event["refused"] = row.refusal->name;
  if (!row.failed.empty()) event["gate"] = row.failed;
  event["reason"] = row.refusal->reason.empty() ? Json(nullptr) : Json(row.refusal->reason);
  return event;
}

}  // namespace mapproof::bench
