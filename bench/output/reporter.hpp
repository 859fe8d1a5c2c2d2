// Takes what the benchmark library measured into the rows, and turns rows into the events of a result file.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <benchmark/benchmark.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "rows/row.hpp"
#include "timing/stopwatch.hpp"

namespace mapproof::bench {

/// Rows are registered with the library under their index in the group.
class Reporter : public benchmark::BenchmarkReporter {
 public:
  explicit Reporter(Group& group, const Stopwatch& since = {})
      : group_(group), since_(since), each_call_(group.size()) {}

  /// Where the row of that index puts the times of its calls; each launch of it starts anew.
  Distribution& each_call(std::size_t index) { return each_call_.at(index); }

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;

 private:
  void take(const Run& run, std::size_t index);

  Group& group_;
  Stopwatch since_;  // the first repetition of the run began
  std::vector<Distribution> each_call_;
};

/// The measurement event of a row; `group` holds its floor. A row without samples must have a refusal.
nlohmann::ordered_json measurement_event(const Row& row, const Group& group);

}  // namespace mapproof::bench
