// mapproof-bench: measures one backend on one target and writes one result file.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <memory>

#include "host/cannot_run.hpp"
#include "host/plugin.hpp"
#include "options.hpp"
#include "output/headline.hpp"
#include "output/machine.hpp"
#include "output/progress.hpp"
#include "output/reporter.hpp"
#include "output/table.hpp"
#include "result/result_file.hpp"
#include "result/run_event.hpp"
#include "rows/plan.hpp"
#include "rows/signals.hpp"
#include "timing/self_check.hpp"
#include "timing/stopwatch.hpp"
#include "trust/checks.hpp"
#include "trust/gate.hpp"
#include "trust/plausibility.hpp"

namespace mapproof::bench {
namespace {

using Json = nlohmann::ordered_json;

struct Counts {
  int measured = 0;
  int refused = 0;
  int implausible = 0;
};

// The simulator tells in its notes which scene it plays, and its nodes are not those of the machine.
bool has_real_nodes(const mapproof_facts& facts) {
  return std::none_of(facts.notes, facts.notes + facts.note_count,
                      [](const mapproof_note& note) { return note.name == std::string("model.scene"); });
}

void add_distances(const Topology& topology, std::vector<Group>& plan) {
  for (Group& group : plan) {
    for (Row& row : group) row.place.distance = topology.distance(row.place.cpu_node, row.place.memory_node);
  }
}

Counts count(const std::vector<Group>& plan) {
  Counts counts;
  for (const Group& group : plan) {
    for (const Row& row : group) {
      if (row.refusal) {
        ++counts.refused;
      } else if (!row.samples.nanoseconds.empty()) {
        ++counts.measured;
        if (!implausible(row, group).empty()) ++counts.implausible;
      }
    }
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
                          .target = options.target,
                          .profile = options.profile,
                          .allow_write = options.may_write(),
                          .arguments = options.arguments,
                          .facts = describe_facts(session.facts())});
  event["environment"].update(describe_machine(topology));
  return event;
}

// What decides which figures may be shown, for the record.
std::string hold_back(const Options& options, const Json& run, std::vector<Group>& plan) {
  if (!options.gate) return "off";
  if (!options.verdicts.empty()) {
    Gate{options.verdicts, run}.apply(plan);
    return "given verdicts";
  }
  const std::set<std::string> requirements = needed(plan);
  if (!requirements.empty()) {
    const OwnChecks checks{options.backend(), options.open(), requirements};
    Gate{checks.path(), run}.apply(plan);
  }
  return "own checks";
}

void write_topology(const Topology& topology, const std::string& path) {
  std::ofstream file(path);
  file << topology.xml() << std::flush;
  if (!file)
    throw CannotRun("the topology cannot be written to '" + path + "': choose a folder that is writable and has room.");
}

// Whether nobody interrupted it.
bool measure_all(std::vector<Group>& plan, const Topology& topology, const Budget& budget) {
  // A group takes a small share of the budget; ten times the whole and a minute is a hang, not a slow machine.
  const auto deadline = static_cast<unsigned>(60 + 10 * budget.seconds);
  ProgressLine line;
  const bool finished = measure(plan, topology, budget, [&](double done, const std::string& next) {
    line.show(done, next);
    watch(next, deadline);
    return stop_signal() == 0;
  });
  watch("the end", 0);
  return finished;
}

struct Totals {
  Counts counts{};
  double seconds = 0;
  double steal_seconds = 0;
  bool interrupted = false;
};

void finish(const std::vector<Group>& plan, const Totals& totals, ResultFile& file) {
  for (const Group& group : plan) {
    for (const Row& row : group) {
      // An interruption leaves rows behind that were not reached.
      if (row.refusal || !row.samples.nanoseconds.empty()) file.write(measurement_event(row, group));
    }
  }
  file.finish({{"event", "end"},
               {"seconds", totals.seconds},
               {"interrupted", totals.interrupted},
               {"measured", totals.counts.measured},
               {"refused", totals.counts.refused},
               {"implausible", totals.counts.implausible},
               {"steal_seconds", totals.steal_seconds}});
}

void summarise(const std::vector<Group>& plan, const Totals& totals, const Session& session, bool as_json) {
  if (as_json) {
    std::cout << Json{{"schema", result_schema},
                      {"backend", session.table().name},
                      {"measured", totals.counts.measured},
                      {"refused", totals.counts.refused},
                      {"implausible", totals.counts.implausible},
                      {"seconds", totals.seconds}}
                     .dump()
              << "\n";
    return;
  }
  print_table(plan, std::cout);
  print_headline(plan, std::cout);
  std::cout << (totals.interrupted ? "interrupted: " : "") << "measured " << totals.counts.measured << ", refused "
            << totals.counts.refused << ", in " << duration(totals.seconds * 1e9) << "\n";
  const SelfCheck calls = check_call_timer();
  std::cout << "timing a call takes " << duration(calls.recording) << ", of which " << duration(calls.overhead)
            << " are subtracted; an empty call then reads " << duration(calls.empty) << "\n";
}

int run(const Options& options) {
  const Topology topology = Topology::of_this_machine();
  const Backend backend = load_backend(options.backend());
  const Session session{backend, options.open()};
  std::vector<Group> plan = make_plan(session, topology.cpu_nodes(), topology.most_cpus());
  if (has_real_nodes(session.facts())) add_distances(topology, plan);
  if (!options.filter.empty()) plan = select(plan, options.filter);
  if (options.list) {
    list(plan, options.json);
    return 0;
  }

  Json described = describe_run(options, backend, session, topology);
  described["environment"]["gate"] = hold_back(options, described, plan);
  std::unique_ptr<ResultFile> file;
  if (!options.out.empty()) file = std::make_unique<ResultFile>(options.out);
  guard_run(options.out);
  if (!options.topology.empty()) write_topology(topology, options.topology);
  if (file) file->write(described);

  const Stopwatch stopwatch;
  const double steal_before = steal_seconds();
  const bool finished = measure_all(plan, topology, options.budget);
  const Totals totals{count(plan), stopwatch.seconds(), steal_seconds() - steal_before, !finished};
  if (!finished && totals.counts.measured == 0) throw CannotRun("interrupted before anything was measured.");
  if (file) finish(plan, totals, *file);
  summarise(plan, totals, session, options.json);
  return finished ? 0 : 128 + stop_signal();
}

}  // namespace
}  // namespace mapproof::bench

int main(int argc, char** argv) {
  // A file that may not grow is an errno that can be told, and not a death without a word.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    const auto options = mapproof::bench::parse_options(argc, argv);
    return options ? mapproof::bench::run(*options) : 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "mapproof-bench: %s\n", error.what());
    return 2;
  }
}
