// One row of the result: what is measured with which arguments, on which nodes, and against which floor.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mapproof::bench {

/// Why a row has no number.
struct Refusal {
  Refusal(int error, std::string why = {});
  Refusal(std::string errno_name, std::string why) : name(std::move(errno_name)), reason(std::move(why)) {}

  std::string name;    ///< of the errno; "E0" and the like where it has none
  std::string reason;  ///< one sentence, or empty
};

/// Where a row is measured. Node numbers are those of the operating system, or a simulator's own.
struct Place {
  int cpu_node = 0;
  int memory_node = 0;
  std::string window{};  ///< empty: ordinary memory, or none
};

/// What was measured: one number per repetition, in nanoseconds per operation.
struct Samples {
  std::vector<double> nanoseconds;
  std::int64_t operations = 0;              ///< in the last repetition
  std::map<std::string, double> details{};  ///< what else decides the cost, e.g. how many extents a range has
};

struct Row {
  std::string name;
  nlohmann::ordered_json arguments = nlohmann::ordered_json::object();
  Place place{};
  std::string floor{};  ///< name of the row of the same group that this one is held against; empty: it is a floor
  std::int64_t operations = 1;    ///< in one iteration of the benchmark's loop
  std::int64_t bytes = 0;         ///< moved by one operation; 0: throughput says nothing here
  bool own_clock = false;         ///< the benchmark times itself (UseManualTime)
  double repetition_seconds = 0;  ///< that one repetition shall take at least
  std::function<void(benchmark::State&)> measure{};

  Samples samples{};
  std::optional<Refusal> refusal{};  ///< set before the run where it is known not to be possible
};

/// Rows that are interleaved with each other, so that a row and its floor see the same minute of the machine.
using Group = std::vector<Row>;

/// "map/length:4096/touch:none/cpu:0/memory:1/window:high": what --list shows and --filter searches.
std::string label(const Row& row);

/// Marks the running row as refused: it gets the errno's name and no number. Return from the benchmark afterwards.
void refuse(benchmark::State& state, const Refusal& refusal);

/// What refuse() put into the benchmark library's error message.
Refusal refusal_of(const std::string& message);

}  // namespace mapproof::bench
