// mapproof-bench: measures one backend on one target and writes one result file.
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <exception>
#include <iostream>
#include <memory>

#include "host/cannot_run.hpp"
#include "host/plugin.hpp"
#include "machine.hpp"
#include "options.hpp"
#include "plan.hpp"
#include "progress.hpp"
#include "reporter.hpp"
#include "schema/result_file.hpp"
#include "schema/run_event.hpp"
#include "signals.hpp"
#include "stopwatch.hpp"
#include "table.hpp"

namespace mapproof::bench {
namespace {

using Json = nlohmann::ordered_json;

struct Counts {
  int measured = 0;
  int refused = 0;
};

Counts count(const std::vector<Group>& plan) {
  Counts counts;
  for (const Group& group : plan) {
    for (const Row& row : group) ++(row.refusal ? counts.refused : counts.measured);
  }
  return counts;
}

void list(const std::vector<Group>& plan, bool as_json) {
  Json labels = Json::array();
  for (const Group& group : plan) {
    for (const Row& row : group) labels.push_back(label(row));
  }
  if (as_json) {
    std::cout << Json{{"schema", result_schema}, {"rows", labels}}.dump() << "\n";
    return;
  }
  for (const Json& entry : labels) std::cout << entry.get<std::string>() << "\n";
}

Json describe_run(const Options& options, const Backend& backend, const Session& session, const Topology& topology) {
  Json event = run_event({.kind = "benchmark",
                          .backend = describe_backend(backend.table(), backend.origin()),
                          .target = options.open.target,
                          .profile = options.open.profile,
                          .allow_write = options.open.allow_write,
                          .arguments = options.arguments,
                          .facts = describe_facts(session.facts())});
  event["environment"].update(describe_machine(topology));
  return event;
}

void measure_all(std::vector<Group>& plan, const Topology& topology, const Budget& budget) {
  // A group takes a small share of the budget; ten times the whole and a minute is a hang, not a slow machine.
  const auto deadline = static_cast<unsigned>(60 + 10 * budget.seconds);
  ProgressLine line;
  const bool finished = measure(plan, topology, budget, [&](double done, const std::string& next) {
    line.show(done, next);
    watch(next, deadline);
    return !stop_requested();
  });
  watch("the end", 0);
  if (!finished) throw CannotRun("interrupted: no result was written.");
}

struct Totals {
  Counts counts{};
  double seconds = 0;
  double steal_seconds = 0;
};

void finish(const std::vector<Group>& plan, const Totals& totals, ResultFile& file) {
  for (const Group& group : plan) {
    for (const Row& row : group) file.write(measurement_event(row, group));
  }
  file.finish({{"event", "end"},
               {"seconds", totals.seconds},
               {"interrupted", false},
               {"measured", totals.counts.measured},
               {"refused", totals.counts.refused},
               {"steal_seconds", totals.steal_seconds}});
}

void summarise(const std::vector<Group>& plan, const Totals& totals, const Session& session, bool as_json) {
  if (as_json) {
    std::cout << Json{{"schema", result_schema},
                      {"backend", session.table().name},
                      {"measured", totals.counts.measured},
                      {"refused", totals.counts.refused},
                      {"seconds", totals.seconds}}
                     .dump()
              << "\n";
    return;
  }
  print_table(plan, std::cout);
  std::cout << "measured " << totals.counts.measured << ", refused " << totals.counts.refused << ", in "
            << duration(totals.seconds * 1e9) << "\n";
}

int run(const Options& options) {
  const Topology topology = Topology::of_this_machine();
  const Backend backend = load_backend(options.backend);
  const Session session{backend, options.open};
  std::vector<Group> plan = make_plan(session, topology.cpu_nodes());
  if (!options.filter.empty()) plan = select(plan, options.filter);
  if (options.list) {
    list(plan, options.json);
    return 0;
  }

  std::unique_ptr<ResultFile> file;
  if (!options.out.empty()) file = std::make_unique<ResultFile>(options.out);
  guard_run(options.out);
  if (file) file->write(describe_run(options, backend, session, topology));

  const Stopwatch stopwatch;
  const double steal_before = steal_seconds();
  measure_all(plan, topology, options.budget);
  const Totals totals{count(plan), stopwatch.seconds(), steal_seconds() - steal_before};
  if (file) finish(plan, totals, *file);
  summarise(plan, totals, session, options.json);
  return 0;
}

}  // namespace
}  // namespace mapproof::bench

int main(int argc, char** argv) {
  try {
    const auto options = mapproof::bench::parse_options(argc, argv);
    return options ? mapproof::bench::run(*options) : 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "mapproof-bench: %s\n", error.what());
    return 2;
  }
}
