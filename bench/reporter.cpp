// From the library's runs to rows, and from rows to measurement events.
// SPDX-License-Identifier: Apache-2.0
#include "reporter.hpp"

#include "plan.hpp"
#include "statistics.hpp"

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

void take(const benchmark::BenchmarkReporter::Run& run, Row& row) {
  const std::string message = message_of(run, 0);
  if (!message.empty()) {
    row.refusal = refusal_of(message);
    return;
  }
  row.samples.operations = static_cast<std::int64_t>(run.iterations) * row.operations;
  row.samples.nanoseconds.push_back(run.real_accumulated_time * 1e9 / static_cast<double>(row.samples.operations));
  for (const auto& counter : run.counters) row.samples.details[counter.first] = counter.second.value;
}

Json floor_event(const Row& row, const Group& group) {
  const Row* const floor = floor_of(row, group);
  if (floor == nullptr || floor->refusal || floor->samples.nanoseconds.empty()) return nullptr;
  return {{"name", floor->name},
          {"median", quartiles(floor->samples.nanoseconds).median},
          {"ratio", ratio(row.samples.nanoseconds, floor->samples.nanoseconds)}};
}

void add_numbers(const Row& row, const Group& group, Json& event) {
  const Quartiles quarters = quartiles(row.samples.nanoseconds);
  event["iterations"] = row.samples.operations;
  event["repetitions"] = row.samples.nanoseconds;
  event["median"] = quarters.median;
  event["quartile_low"] = quarters.low;
  event["quartile_high"] = quarters.high;
  event["bytes_per_second"] =
      row.bytes == 0 ? Json(nullptr) : Json(static_cast<double>(row.bytes) * 1e9 / quarters.median);
  event["floor"] = floor_event(row, group);
  if (!row.samples.details.empty()) event["details"] = row.samples.details;
  event["refused"] = nullptr;
}

}  // namespace

// The run event holds the context; the library's own lines about it would only disturb the table.
bool Reporter::ReportContext(const Context&) { return true; }

void Reporter::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.run_type == Run::RT_Iteration) take(run, group_.at(std::stoul(run.run_name.function_name)));
  }
}

Json measurement_event(const Row& row, const Group& group) {
  Json event{{"event", "measurement"},
             {"name", row.name},
             {"arguments", row.arguments},
             {"cpu_node", row.place.cpu_node},
             {"memory_node", row.place.memory_node},
             {"window", row.place.window.empty() ? Json(nullptr) : Json(row.place.window)},
             {"unit", "ns"}};
  if (!row.refusal) {
    add_numbers(row, group, event);
    return event;
  }
  event["refused"] = row.refusal->name;
  event["reason"] = row.refusal->reason.empty() ? Json(nullptr) : Json(row.refusal->reason);
  return event;
}

}  // namespace mapproof::bench
