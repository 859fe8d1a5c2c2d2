// mapproof-peers: our lookups and maps beside those of other projects, in one run, as ratios with intervals.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <iostream>
#include <string>

#include "comparison.hpp"
#include "host/cannot_run.hpp"
#include "host/plugin.hpp"
#include "peers.hpp"
#include "questions/map/map_rows.hpp"
#include "questions/questions.hpp"
#include "run/driver.hpp"

namespace mapproof::bench {
namespace {

constexpr std::int64_t calls_of_a_repetition = 1000;
constexpr std::size_t large = std::size_t{2} * 1024 * 1024;
constexpr std::size_t range = 4096;  // pages

// A window that both sides can map: a file in memory, declared to lie where no RAM is.
class Window {
 public:
  Window() : file_(memfd_create("mapproof-peers", MFD_CLOEXEC)) {
    if (file_ == -1 || ftruncate(file_, large) != 0) throw CannotRun("no file in memory can be made: is memory left?");
  }
  ~Window() { close(file_); }
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  std::string target() const { return "file:/proc/self/fd/" + std::to_string(file_) + "@0xffff00000000+0x200000"; }

 private:
  int file_;
};

Row row_of(const char* name) {
  Row row;
  row.name = name;
  row.iterations = calls_of_a_repetition;
  row.place.cpu_node = 0;
  return row;
}

// What single calls of one repetition say beside their trimmed mean.
struct Calls {
  std::vector<double> medians{};
  std::vector<double> means{};
};

Row timed(const char* name, std::function<void(benchmark::State&, CallTimer&)> ask, Calls* calls = nullptr) {
  Row row = row_of(name);
  row.calls = [ask = std::move(ask), calls](benchmark::State& state, CallTimer& timer) {
    ask(state, timer);
    if (calls == nullptr) return;
    Distribution distribution;
    timer.add_to(distribution, TickClock::nanoseconds_per_tick(), 1);
    calls->medians.push_back(distribution.quantile(0.5));
    calls->means.push_back(distribution.mean());
  };
  return row;
}

Row swept(const char* name, std::function<void(benchmark::State&)> sweep) {
  Row row = row_of(name);
  row.sweep = std::move(sweep);
  return row;
}

Group lookups(const Session& session) {
  OffsetCase page{&session, session.table().mem_offset64, 0, session.page()};
  return {
      timed("our lookup, lock check done", [page](auto& state, auto& timer) { offset_repeated(state, page, timer); }),
      timed("our lookup without the lock check",
            [page](auto& state, auto& timer) { kept_descriptor(state, page, timer); }),
      timed("DPDK's rte_mem_virt2phy()", [page](auto& state, auto& timer) { dpdk_virt2phy(state, page, timer); })};
}

// A range's runs, in memory of a kind (enum mapproof_memory_kind).
Group ranges(const Session& session, std::uint32_t kind) {
  const OffsetCase which{&session, session.table().mem_offset64, 0, range * session.page(), kind};
  Group group{timed("our lookup of 16 MiB",
                    [which](auto& state, auto& timer) { offset_batched_by_extents(state, which, timer); }),
              timed("one pread() and fold of 16 MiB",
                    [which](auto& state, auto& timer) { batched_pread(state, which, timer); })};
  for (Row& row : group) {
    row.iterations = calls_of_a_repetition / 20;
    row.operations = range;
    if ((session.facts().memory_kinds >> kind & 1u) == 0)
      row.refusal = Refusal{ENOTSUP, "the system has no such memory."};
  }
  return group;
}

struct Maps {
  Group group{};
  Calls calls{};
  std::vector<double> libmicro{};
};

void add_maps(const MapCase& which, Maps& maps) {
  const MapCase bare = floor_of(which);
  const auto add = [&](Row row) { maps.group.push_back(std::move(row)); };
  add(timed(
      "our calls", [which](auto& state, auto& timer) { map_unmap(state, which, timer); }, &maps.calls));
  add(swept("Google Benchmark's loop", [which](auto& state) { map_unmap_loop(state, which); }));
  add(swept("libMicro's samples", [which, &maps](auto& state) { libmicro_samples(state, which, maps.libmicro); }));
  add(swept("lmbench's loop on the bare calls", [bare](auto& state) { lmbench_loop(state, bare); }));
  add(timed("the bare calls", [bare](auto& state, auto& timer) { map_unmap(state, bare, timer); }));
}

Way way(const Row& row) {
  return {row.name, row.samples.nanoseconds, row.refusal ? row.refusal->reason : "interrupted"};
}

void print_lookups(const Group& group, std::ostream& out) {
  print_ratio(way(group[2]), way(group[0]), out);
  print_ratio(way(group[2]), way(group[1]), out);
}

void print_ranges(const Group& group, const char* kind, std::ostream& out) {
  const auto each = [&](const Row& row) {
    Way one = way(row);
    one.name += std::string(" in ") + kind + ", per 4 KiB";
    return one;
  };
  print_ratio(each(group[1]), each(group[0]), out);
}

void print_maps(const Maps& maps, const char* what, std::ostream& out) {
  const Way loop = way(maps.group[1]);
  const std::string of = std::string(" of ") + what;
  print_ratio({"our p50" + of, maps.calls.medians, "refused"}, {"libMicro's median", maps.libmicro, "refused"}, out);
  print_ratio({"our mean" + of, maps.calls.means, "refused"}, {"Google Benchmark's mean", loop.figures, loop.why_not},
              out);
  // Not by p50: the histogram's steps are as wide as the difference.
  const Way ours = way(maps.group[0]), bare = way(maps.group[4]);
  print_ratio({ours.name + of, ours.figures, ours.why_not}, bare, out);
  print_ratio({loop.name + of, loop.figures, loop.why_not}, way(maps.group[3]), out);
}

void print_stress_ng(const Maps& maps, std::ostream& out) {
  Way stress{"one operation of stress-ng's mmap stressor", {}, "stress-ng is not installed or failed."};
  for (std::size_t n = 0; n < maps.calls.medians.size() && n < 5; ++n) {
    const std::optional<double> operation = stress_ng_operation(4096);
    if (!operation) break;
    stress.figures.push_back(*operation);
  }
  print_ratio(stress, {"our p50 of map + unmap, 4 KiB", maps.calls.medians, "refused"}, out);
}

int run(double seconds) {
  const Window window;
  const Backend backend = load_backend("linux");
  const Session session{backend, {window.target(), "qnx-7.1", true}};
  const Topology topology = Topology::of_this_machine();
  const Site site{topology.cpu_nodes().front(), session.facts().windows[0].node, session.facts().windows};
  Maps small;
  Maps touched;
  add_maps(map_case(session, site, session.page()), small);
  MapCase pages = map_case(session, site, large);
  pages.touch = true;
  add_maps(pages, touched);
  for (Row& row : touched.group) row.iterations = calls_of_a_repetition / 50;
  std::vector<Group> plan{lookups(session), small.group, touched.group, ranges(session, MAPPROOF_MEMORY_ANONYMOUS),
                          ranges(session, MAPPROOF_MEMORY_LARGE)};
  for (Group& group : plan) {
    for (Row& row : group) row.place.cpu_node = site.cpu_node;
  }
  const bool whole = measure(plan, topology, {seconds, 25}, [](double, const std::string&) { return true; });
  small.group = plan[1];
  touched.group = plan[2];
  print_lookups(plan[0], std::cout);
  print_ranges(plan[3], "small pages", std::cout);
  print_ranges(plan[4], "large pages", std::cout);
  print_maps(small, "map + unmap, 4 KiB", std::cout);
  print_maps(touched, "map + load each page + unmap, 2 MiB", std::cout);
  print_stress_ng(small, std::cout);
  return whole ? 0 : 1;
}

}  // namespace
}  // namespace mapproof::bench

int main(int argc, char** argv) {
  try {
    double seconds = 10;
    CLI::App app{"Measures other projects' lookups and maps beside ours.", "mapproof-peers"};
    app.add_option("--time", seconds, "seconds for all but stress-ng, about")->check(CLI::Range(0.1, 86400.0));
    app.parse(argc, argv);
    return mapproof::bench::run(seconds);
  } catch (const CLI::CallForHelp&) {
    std::puts("mapproof-peers [--time SECONDS]: measures other projects' lookups and maps beside ours.");
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "mapproof-peers: %s\n", error.what());
    return 2;
  }
}
