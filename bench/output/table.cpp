// Formats the table of figures on the terminal.
// SPDX-License-Identifier: Apache-2.0
#include "table.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <ostream>
#include <utility>

#include "rows/plan.hpp"
#include "timing/statistics.hpp"
#include "trust/plausibility.hpp"

namespace mapproof::bench {
namespace {

std::string with_unit(double number, const std::array<const char*, 4>& units) {
  std::size_t unit = 0;
  for (; number >= 999.5 && unit + 1 < units.size(); ++unit) number /= 1000;
  const int decimals = number < 9.995 ? 2 : number < 99.95 ? 1 : 0;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.*f %s", decimals, number, units.at(unit));
  return text.data();
}

std::string arguments(const Row& row) {
  std::string text;
  for (const auto& argument : row.arguments.items()) {
    const auto& value = argument.value();
    text += (text.empty() ? "" : " ") + argument.key() + "=" +
            (value.is_string() ? value.get<std::string>() : value.dump());
  }
  return text;
}

std::string rate(const Row& row, double median) {
  if (row.bytes == 0) return "";
  return with_unit(static_cast<double>(row.bytes) * 1e3 / median, {"MB/s", "GB/s", "TB/s", "PB/s"});
}

constexpr const char* line_format = "%-16s %-32s %-5s %-9s %9s %8s %9s %10s";

std::string percentiles(const std::string& p50, const std::string& p90, const std::string& p99, const std::string& p999,
                        const std::string& max) {
  std::array<char, 80> text{};
  std::snprintf(text.data(), text.size(), " %9s %9s %9s %9s %9s", p50.c_str(), p90.c_str(), p99.c_str(), p999.c_str(),
                max.c_str());
  return text.data();
}

std::string distribution(const Distribution& calls) {
  if (calls.empty()) return "";
  return percentiles(duration(calls.quantile(0.5)), duration(calls.quantile(0.9)), duration(calls.quantile(0.99)),
                     duration(calls.quantile(0.999)), duration(calls.max()));
}

void print_row(const Row& row, const Group& group, std::ostream& out) {
  const Quartiles quarters = quartiles(row.samples.nanoseconds);
  const std::string nodes = std::to_string(row.place.cpu_node) + ">" + std::to_string(row.place.memory_node);
  std::array<char, 16> spread{};
  if (quarters.median > 0) {
    std::snprintf(spread.data(), spread.size(), "%.1f %%", (quarters.high - quarters.low) / quarters.median * 100);
  }
  std::array<char, 16> times{};
  const Row* const floor = floor_of(row, group);
  if (floor != nullptr && !floor->samples.nanoseconds.empty()) {
    std::snprintf(times.data(), times.size(), "%.2f", ratio(row.samples.nanoseconds, floor->samples.nanoseconds));
  }
  std::array<char, 240> line{};
  std::snprintf(line.data(), line.size(), line_format, row.name.c_str(), arguments(row).c_str(), nodes.c_str(),
                row.place.window.c_str(), duration(quarters.median).c_str(), spread.data(), times.data(),
                rate(row, quarters.median).c_str());
  out << line.data() << distribution(row.samples.each_call) << "\n";
}

// The floors stand in the column of their rows; a line of their own would say the same again.
bool is_floor_of_another(const Row& row, const Group& group) {
  return std::any_of(group.begin(), group.end(), [&row](const Row& other) { return other.floor == row.name; });
}

using Reasons = std::map<std::string, int>;

// One sentence stands for all rows of a name: their numbers differ.
using Doubts = std::map<std::string, std::pair<std::string, int>>;

void count_doubt(const Row& row, const Group& group, Doubts& doubts) {
  const std::string why = implausible(row, group);
  if (why.empty()) return;
  auto& [sentence, count] = doubts[row.name];
  if (count++ == 0) sentence = why;
}

void count_refusal(const Row& row, Reasons& reasons) {
  std::string reason = row.name + ": " + row.refusal->name;
  if (!row.refusal->reason.empty()) reason += ", " + row.refusal->reason;
  ++reasons[reason];
}

}  // namespace

std::string duration(double nanoseconds) { return with_unit(nanoseconds, {"ns", "us", "ms", "s"}); }

void print_table(const std::vector<Group>& plan, std::ostream& out) {
  std::array<char, 240> head{};
  std::snprintf(head.data(), head.size(), line_format, "what", "with", "nodes", "window", "median", "spread", "x floor",
                "rate");
  out << head.data() << percentiles("p50", "p90", "p99", "p99.9", "max") << "\n";
  Reasons reasons;
  Doubts doubts;
  for (const Group& group : plan) {
    for (const Row& row : group) {
      if (row.refusal) {
        count_refusal(row, reasons);
      } else if (!row.samples.nanoseconds.empty() && !is_floor_of_another(row, group)) {
        print_row(row, group, out);
        count_doubt(row, group, doubts);
      }
    }
  }
  for (const auto& [name, doubt] : doubts) {
    out << "implausible " << name << " (rows: " << doubt.second << "): " << doubt.first << "\n";
  }
  for (const auto& [reason, count] : reasons) out << "refused " << reason << " (rows: " << count << ")\n";
}

}  // namespace mapproof::bench
