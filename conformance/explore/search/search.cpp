// The search: batch after batch, and how a failure is reproduced.
// SPDX-License-Identifier: Apache-2.0
#include "search.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>

#include "batch.hpp"
#include "explore/language/script.hpp"
#include "host/cannot_run.hpp"
#include "progress.hpp"
#include "shrink.hpp"

namespace mapproof::explore {
namespace {

using Clock = std::chrono::steady_clock;

// A script travels as one argument, which most systems limit to 128 KiB.
constexpr std::size_t longest_script = std::size_t{120} * 1024;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw CannotRun("the script '" + path + "' cannot be read.");
  return text.str();
}

bool fits(const Sequence& sequence) { return to_text(sequence).size() <= longest_script; }

double patience_with(const Options& options, const Finding& finding) {
  constexpr double slow_subject = 5;
  return options.deadline_seconds * (finding.kind == Finding::Kind::hang ? 1 : slow_subject);
}

/// Looks for a script that fails like a finding, and makes it short.
class Reproduction {
 public:
  Reproduction(const Options& options, const Trials& trials, const Finding& finding)
      : options_(options), trials_(trials), finding_(finding) {}

  /// Nothing if no script fails.
  std::optional<Sequence> shortest_of(const Sequence& sequence) {
    if (!fits(sequence)) return std::nullopt;
    const std::optional<Finding> alone = trials_.run(sequence, patience());
    if (!alone || !alone->is_like(finding_)) return std::nullopt;
    if (options_.shrink_trials == 0) return renamed(sequence);
    return shrink(sequence, step_of(*alone, sequence), trial(), options_.shrink_trials);
  }

 private:
  // Each candidate that hangs costs the deadline; any other may belong to a slow subject.
  double patience() const { return patience_with(options_, finding_); }

  // Where a process died nobody knows: at the last step, or before.
  static std::size_t step_of(const Finding& finding, const Sequence& sequence) {
    return finding.kind == Finding::Kind::mismatch ? finding.step : sequence.size() - 1;
  }

  Trial trial() {
    return [this](const Sequence& candidate) -> std::optional<std::size_t> {
      const std::optional<Finding> found = trials_.run(candidate, patience());
      if (!found || !found->is_like(finding_)) return std::nullopt;
      return step_of(*found, candidate);
    };
  }

  const Options& options_;
  const Trials& trials_;
  const Finding& finding_;
};

// A subject may remember: then a sequence fails only after those before it. They are added, twice as many each time.
void reproduce(Result& result, const Options& options, const Trials& trials, std::uint64_t batch_start) {
  Reproduction reproduction(options, trials, *result.finding);
  const std::uint64_t last = result.finding->sequence;
  for (std::uint64_t count = 1;; count *= 2) {
    const std::uint64_t used = std::min(count, last - batch_start + 1);
    const Script script = trials.make_script(last - used + 1, used);
    result.windows = script.windows;
    if (const std::optional<Sequence> shortest = reproduction.shortest_of(script.sequence)) {
      result.shortest = *shortest;
      return;
    }
    if (used != count || !fits(script.sequence)) return;
  }
}

// What the shortest sequence comes to is what the report tells: it may be plainer than the first finding.
void look_again(Result& result, const Options& options, const Trials& trials) {
  if (result.shortest.empty()) return;
  const std::uint64_t number = result.finding->sequence;
  if (const std::optional<Finding> found = trials.run(result.shortest, patience_with(options, *result.finding)))
    result.finding = found;
  result.finding->sequence = number;
  result.program = trials.make_program(result.shortest);
}

Result replay(const Options& options, const Trials& trials) {
  Result result;
  const Clock::time_point start = Clock::now();
  const Sequence sequence = parse_script(read_file(options.replay));
  if (!fits(sequence)) throw CannotRun("the script '" + options.replay + "' is too long to be run in one process.");
  result.sequences = 1;
  result.finding = trials.run(sequence, options.deadline_seconds);
  if (result.finding) result.shortest = sequence;
  if (result.finding) result.windows = trials.make_script(0, 1).windows;
  if (result.finding) result.program = trials.make_program(sequence);
  result.seconds = seconds_since(start);
  return result;
}

}  // namespace

Result explore(const Options& options, const Trials& trials) {
  if (!options.replay.empty()) return replay(options, trials);
  Result result;
  const Progress progress(options);
  const Clock::time_point start = Clock::now();
  const bool to_the_end = options.seconds || options.exhaustive != 0;
  const std::uint64_t wanted = options.sequences.value_or(to_the_end ? UINT64_MAX : Options::default_sequences);
  result.first = progress.next();
  std::uint64_t batch_start = result.first;
  while (result.sequences < wanted && result.first + result.sequences < result.all && !result.finding) {
    const double left = options.seconds.value_or(1e9) - seconds_since(start);
    if (left <= 0) break;
    batch_start = result.first + result.sequences;
    const Report report = trials.run_batch(batch_start, wanted - result.sequences, std::min(batch_seconds, left));
    result.finding = report.finding;
    result.sequences += report.sequences;
    // What died has told nothing.
    if (report.alphabet != 0) result.all = report.all, result.alphabet = report.alphabet;
    if (report.finding) result.sequences = report.finding->sequence - result.first + 1;
    if (!report.finding) progress.advance(result.first + result.sequences, result.all);
  }
  result.seconds = seconds_since(start);
  if (!result.finding) return result;
  reproduce(result, options, trials, batch_start);
  look_again(result, options, trials);
  return result;
}

}  // namespace mapproof::explore
