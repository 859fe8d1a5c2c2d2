// Finds the rows of each node pair and holds them against each other.
// SPDX-License-Identifier: Apache-2.0
#include "headline.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <ostream>
#include <string>
#include <utility>

#include "table.hpp"
#include "timing/statistics.hpp"

namespace mapproof::bench {
namespace {

using Nodes = std::pair<int, int>;
// Of each name the row about most pages, which stands last in the plan.
using Rows = std::map<std::string, const Row*>;

std::map<Nodes, Rows> measured(const std::vector<Group>& plan) {
  std::map<Nodes, Rows> found;
  for (const Group& group : plan) {
    for (const Row& row : group) {
      if (row.refusal || row.samples.nanoseconds.empty() || row.arguments.value("call", "") == "mem_offset") continue;
      found[{row.place.cpu_node, row.place.memory_node}][row.name] = &row;
    }
  }
  return found;
}

// "1.20 ns against 957 ns: 798 times cheaper (790 to 803)", the quartiles of the pairs' quotients in brackets.
std::string saving(const Row& cached, const Row& repeated) {
  std::vector<double> many = repeated.samples.nanoseconds;
  std::vector<double> few = cached.samples.nanoseconds;
  const std::size_t pairs = std::min(many.size(), few.size());
  for (std::size_t n = 0; n < pairs; ++n) many[n] /= few[n];
  many.resize(pairs);
  const Quartiles times = quartiles(many);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), ": %.3g times cheaper (%.3g to %.3g)", times.median, times.low, times.high);
  return duration(quartiles(few).median) + " against " + duration(quartiles(repeated.samples.nanoseconds).median) +
         text.data();
}

}  // namespace

void print_headline(const std::vector<Group>& plan, std::ostream& out) {
  for (const auto& [nodes, rows] : measured(plan)) {
    const auto line = [&, nodes = nodes, &rows = rows](const char* what, const char* cached, const char* repeated) {
      if (rows.count(cached) == 0 || rows.count(repeated) == 0) return;
      out << what << ", CPU node " << nodes.first << ", memory node " << nodes.second << ": "
          << saving(*rows.at(cached), *rows.at(repeated)) << "\n";
    };
    line("cached against repeated", "offset_hit", "offset_repeated");
    line("the same in a chain", "offset_hit_chain", "offset_chain");
  }
}

}  // namespace mapproof::bench
