// Shares out the time, shuffles, and hands one repetition after the other to the benchmark library.
// SPDX-License-Identifier: Apache-2.0
#include "driver.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <random>

#include "output/machine.hpp"
#include "output/reporter.hpp"
#include "rows/pinned_thread.hpp"
#include "rows/shared_setup.hpp"
#include "shares.hpp"
#include "timing/stopwatch.hpp"

namespace mapproof::bench {
namespace {

constexpr double shortest_repetition = 0.0001;  // seconds; below it the reading of the clock shows
// Longer ones would only collect interruptions: schedulers give a busy thread about three milliseconds at a time.
constexpr double longest_repetition = 0.002;
// The first pass searches for numbers of iterations and takes about so many times as long as any other.
constexpr double search_factor = 2;
// Fewer say nothing of the spread; more are only made within the budget.
constexpr int least_repetitions = 3;
constexpr double canary_interval = 0.25;  // seconds
constexpr double most_iterations = 1e9;   // the library's own limit

// The library's flags can also be set by the environment; a run must not depend on that.
void start_library() {
  std::array<std::string, 3> flags{"mapproof-bench", "--benchmark_filter=all", "--benchmark_out="};
  std::array<char*, 4> arguments{};
  std::transform(flags.begin(), flags.end(), arguments.begin(), [](std::string& flag) { return flag.data(); });
  int count = static_cast<int>(flags.size());
  benchmark::Initialize(&count, arguments.data());
}

// The indices of the rows to measure: rows that share a floor stand together with it, in random order.
std::vector<std::size_t> random_order(const Group& group, std::mt19937_64& random) {
  std::map<std::string, std::vector<std::size_t>> by_floor;
  for (std::size_t index = 0; index < group.size(); ++index) {
    const Row& row = group[index];
    if (!row.refusal) by_floor[row.floor.empty() ? row.name : row.floor].push_back(index);
  }
  std::vector<std::vector<std::size_t>> clusters;
  clusters.reserve(by_floor.size());
  for (auto& entry : by_floor) clusters.push_back(std::move(entry.second));
  std::shuffle(clusters.begin(), clusters.end(), random);
  std::vector<std::size_t> order;
  for (auto& cluster : clusters) {
    std::shuffle(cluster.begin(), cluster.end(), random);
    order.insert(order.end(), cluster.begin(), cluster.end());
  }
  return order;
}

// Enough iterations for the planned time at the fastest rate seen so far. A number that was found while something else
// held the CPU would be far too small for all repetitions that follow.
std::int64_t iterations_of_next(const Row& row) {
  const double iterations = std::ceil(row.repetition_seconds / row.samples.iteration_seconds);
  return static_cast<std::int64_t>(std::clamp(iterations, 1.0, most_iterations));
}

bool is_canary(const Row& row) { return row.name.rfind("canary_", 0) == 0; }

// Order is left to chance, against noise that comes and goes. Where time counts instructions nothing does, and the same
// order makes the same figures.
std::mt19937_64 chance() { return counts_instructions() ? std::mt19937_64{} : std::mt19937_64{std::random_device{}()}; }

class Driver {
 public:
  Driver(std::vector<Group>& plan, const Topology& topology, const Budget& budget, const Progress& progress)
      : topology_(topology), budget_(budget), progress_(progress) {
    for (Group& group : plan) {
      if (weight(group) > 0) groups_.push_back(&group);
      if (is_canary(group.front()) && weight(group) > 0) canaries_ = &group;
      unplanned_ += weight(group);
    }
  }

  bool run() {
    for (int pass = 0; pass < budget_.repetitions; ++pass) {
      std::shuffle(groups_.begin(), groups_.end(), random_);
      const Stopwatch pass_stopwatch;
      for (std::size_t n = 0; n < groups_.size(); ++n) {
        if (pass >= repetitions(*groups_[n]) || !has_turn(groups_[n], pass)) continue;
        if (!progress_(done(pass, n), label(groups_[n]->front()))) return false;
        take_turn(*groups_[n], pass);
        look_at_canaries();
      }
      if (!counts_instructions()) {
        if (!plan_pass(budget_.repetitions - pass - 1)) break;
        continue;
      }
      const double next_pass = pass_stopwatch.seconds() / (pass == 0 ? search_factor : 1);
      if (pass + 1 >= least_repetitions && stopwatch_.seconds() + next_pass > budget_.seconds) break;
      keep_to_budget(next_pass, budget_.repetitions - pass - 1);
    }
    return progress_(1, {});
  }

 private:
  // How many times the shortest time of a repetition a row will take: the library aims above it and searches for the
  // number of iterations first.
  double weight(const Group& group) const {
    double sum = 0;
    for (const Row& row : group) {
      if (!row.refusal) sum += 1.3 * repetitions(group) + 1.5;
    }
    return sum;
  }

  // What a group may still have, and what it had.
  struct Turns {
    double seconds = 0;  // that its last repetition took, with all that was not timed
    double credit = 0;   // of repetitions; with a whole one it has its turn
  };

  // Instructions are counted in every pass: there is no noise that a further one could lessen.
  bool has_turn(const Group* group, int pass) {
    if (pass == 0 || counts_instructions()) return true;
    Turns& turns = turns_[group];
    if (turns.credit < 1 || stopwatch_.seconds() + turns.seconds > budget_.seconds) return false;
    turns.credit -= 1;
    return true;
  }

  void take_turn(Group& group, int pass) {
    const Stopwatch stopwatch;
    pass == 0 ? measure_first(group) : measure(group);
    turns_[&group].seconds = stopwatch.seconds();
  }

  // Gives each group its part of a repetition in the next pass, so that the repetitions of what takes long are spread
  // over the run too. False if no time is left.
  bool plan_pass(int passes_left) {
    std::vector<double> costs;
    for (const Group* group : groups_) costs.push_back(turns_[group].seconds);
    const double left = budget_.seconds - stopwatch_.seconds();
    if (passes_left == 0 || left < *std::min_element(costs.begin(), costs.end())) return false;
    const std::vector<double> shares = share_out(costs, left, passes_left);
    for (std::size_t n = 0; n < groups_.size(); ++n) turns_[groups_[n]].credit += shares[n] / passes_left;
    return true;
  }

  // Canaries run through: what they tell is worth most close to what they are held against.
  void look_at_canaries() {
    if (counts_instructions() || canaries_ == nullptr || turns_.count(canaries_) == 0) return;
    if (canary_stopwatch_.seconds() < canary_interval) return;
    measure(*canaries_);
    canary_stopwatch_ = {};
  }

  int repetitions(const Group& group) const {
    int most = budget_.repetitions;
    for (const Row& row : group) {
      if (row.most_repetitions != 0) most = std::min(most, row.most_repetitions);
    }
    return most;
  }

  double done(int pass, std::size_t groups) const {
    const double share = static_cast<double>(groups) / static_cast<double>(groups_.size());
    const double units = pass == 0 ? search_factor * share : search_factor + pass - 1 + share;
    return units / (search_factor + budget_.repetitions - 1);
  }

  // In the first repetition the library searches for the number of iterations that fills the group's share of the time.
  // What the others will take is set aside, so that a few rows with long iterations shorten the others and not the run.
  void measure_first(Group& group) {
    const double left = budget_.seconds - stopwatch_.seconds() - set_aside_;
    const double share = std::clamp(left / unplanned_, shortest_repetition, longest_repetition);
    unplanned_ -= weight(group);
    for (Row& row : group) row.repetition_seconds = share;
    measure(group);
    for (const Row& row : group) {
      if (row.refusal) continue;
      set_aside_ += row.samples.seconds * (repetitions(group) - 1);
    }
  }

  // Shortens what is left where the machine turned out slower than the first pass promised.
  void keep_to_budget(double last_pass, int passes_left) {
    const double left = std::max(budget_.seconds - stopwatch_.seconds(), 0.0);
    const double wanted = last_pass * passes_left;
    if (wanted <= left) return;
    for (Group* group : groups_) {
      for (Row& row : *group) {
        row.repetition_seconds = std::max(row.repetition_seconds * left / wanted, shortest_repetition);
      }
    }
  }

  // One repetition of each row.
  void measure(Group& group) {
    benchmark::ClearRegisteredBenchmarks();
    const std::vector<std::size_t> order = random_order(group, random_);
    if (order.empty()) return;
    Reporter reporter{group, stopwatch_};
    for (const std::size_t index : order) add(group[index], index, reporter.each_call(index));
    const SharedSetUp shared;
    benchmark::RunSpecifiedBenchmarks(&reporter);
  }

  void add(const Row& row, std::size_t index, Distribution& each_call) const {
    const auto pinned = [this, &row, &each_call](benchmark::State& state) {
      const PinnedThread pin{topology_, row.place.cpu_node};
      if (row.sweep) return row.sweep(state);
      CallTimer timer;
      row.calls(state, timer);
      each_call = Distribution{};
      timer.add_to(each_call, TickClock::nanoseconds_per_tick(), row.operations);
    };
    auto* const added = benchmark::RegisterBenchmark(std::to_string(index).c_str(), pinned)->UseRealTime();
    if (row.iterations != 0) {
      added->Iterations(row.iterations);
    } else if (row.samples.nanoseconds.empty()) {
      added->MinTime(row.repetition_seconds);
    } else {
      added->Iterations(iterations_of_next(row));
    }
  }

  const Topology& topology_;
  const Budget& budget_;
  const Progress& progress_;
  std::vector<Group*> groups_;
  std::map<const Group*, Turns> turns_;
  Group* canaries_ = nullptr;
  Stopwatch canary_stopwatch_;
  std::mt19937_64 random_ = chance();
  Stopwatch stopwatch_;
  double unplanned_ = 0;  // weight of the groups that had no repetition yet
  double set_aside_ = 0;  // seconds that the groups which had will still take
};

}  // namespace

bool measure(std::vector<Group>& plan, const Topology& topology, const Budget& budget, const Progress& progress) {
  start_library();
  TickClock::nanoseconds_per_tick();  // takes a moment, which no row is to pay for
  return Driver{plan, topology, budget, progress}.run();
}

}  // namespace mapproof::bench
