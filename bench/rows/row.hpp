// One row of the result: what is measured with which arguments, on which nodes, and against which floor.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "refusal.hpp"

namespace mapproof::bench {

/// Where a row is measured. Node numbers are those of the operating system, or a simulator's own.
struct Place {
  int cpu_node = 0;
  int memory_node = 0;
  std::string window{};              ///< empty: ordinary memory, or none
  std::optional<double> distance{};  ///< of the memory from the CPU, as the firmware rates it
};

/// What was measured: one number per repetition, in nanoseconds per operation.
struct Samples {
  std::vector<double> nanoseconds;
  std::vector<double> at;                   ///< when each of them was over, in seconds since the first began
  std::int64_t operations = 0;              ///< in the last repetition
  double seconds = 0;                       ///< that the last repetition took
  double iteration_seconds = 0;             ///< of the fastest repetition, with all that was not timed
  Distribution each_call{};                 ///< of all repetitions, where each call is timed
  std::map<std::string, double> details{};  ///< what else decides the cost, e.g. how many extents a range has
};

struct Row {
  std::string name;
  nlohmann::ordered_json arguments = nlohmann::ordered_json::object();
  Place place{};
  std::string floor{};  ///< name of the row of the same group that this one is held against; empty: it is a floor
  std::int64_t operations = 1;    ///< in one iteration of the benchmark's loop
  std::int64_t bytes = 0;         ///< moved by one operation; 0: throughput says nothing here
  double repetition_seconds = 0;  ///< that one repetition shall take at least
  // One of the two: the library's clock around the whole loop, or ours for each call.
  std::function<void(benchmark::State&)> sweep{};
  std::function<void(benchmark::State&, CallTimer&)> calls{};

  std::vector<std::string> needs{};  ///< requirements that must have passed for the figure to mean anything
  bool bounded = false;              ///< its floor is the least that the same effect can cost
  int most_repetitions = 0;          ///< for what takes long to set up; 0: as many as all
  std::int64_t iterations = 0;       ///< of each repetition; 0: as many as its share of the time holds

  Samples samples{};
  std::string doubt{};                ///< why the figures cannot be true, in one sentence, as the question itself found
  std::vector<std::string> failed{};  ///< of what it needs, what did not pass
  std::optional<Refusal> refusal{};   ///< set before the run where it is known not to be possible
};

/// Rows that are interleaved with each other, so that a row and its floor see the same minute of the machine.
using Group = std::vector<Row>;

/// "map/length:4096/touch:none/cpu:0/memory:1/window:high": what --list shows and --filter searches.
std::string label(const Row& row);

}  // namespace mapproof::bench
