// Takes what the benchmark library measured into the rows, and turns rows into the events of a result file.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <benchmark/benchmark.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "row.hpp"

namespace mapproof::bench {

/// Rows are registered with the library under their index in the group.
class Reporter : public benchmark::BenchmarkReporter {
 public:
  explicit Reporter(Group& group) : group_(group) {}

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;

 private:
  Group& group_;
};

/// The measurement event of a row; `group` holds its floor. A row without samples must have a refusal.
nlohmann::ordered_json measurement_event(const Row& row, const Group& group);

}  // namespace mapproof::bench
