// Runs sequences in a child and reports to its parent.
// SPDX-License-Identifier: Apache-2.0
#include "batch.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/catalogue.hpp"
#include "core/profile.hpp"
#include "explore/draw/generator.hpp"
#include "explore/language/script.hpp"
#include "explore/perform/run.hpp"
#include "host/cannot_run.hpp"
#include "open_target.hpp"
#include "processes/parent_channel.hpp"
#include "recorded_run.hpp"
#include "result/result_file.hpp"
#include "shrink.hpp"
#include "source.hpp"

namespace mapproof::explore {
namespace {

using Json = nlohmann::ordered_json;

Json describe(std::uint64_t number, const Failure& failure) {
  return {{"sequence", number},
          {"step", failure.step},
          {"rows", failure.mismatch.rows},
          {"expected", failure.mismatch.expected},
          {"actual", failure.mismatch.actual}};
}

// Unbuffered and at once: after a crash it is all that is left.
void announce(std::uint64_t number) {
  const std::string line = "sequence " + std::to_string(number) + "\n";
  (void)!write(STDOUT_FILENO, line.data(), line.size());
}

Json run_batch(const Options& options) {
  const Clock::time_point end =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(
                         std::chrono::duration<double>(options.seconds.value_or(batch_seconds)));
  auto target = std::make_unique<OpenTarget>(options);
  stamp_windows(target->world());
  const Source source(options, target->capabilities());
  const std::uint64_t left = source.size() - std::min(source.size(), options.first);
  const std::uint64_t wanted = std::min(options.sequences.value_or(1), left);
  std::uint64_t done = 0;
  Json failed = nullptr;
  while (done < wanted && failed.is_null() && (done == 0 || Clock::now() < end)) {
    const std::uint64_t number = options.first + done++;
    announce(number);
    const Sequence sequence = source.at(number);
    if (const std::optional<Failure> failure = run_sequence(target->world(), sequence, end)) {
      failed = describe(number, *failure);
      break;
    }
    // What closing leaves mapped, the next session would be shown as its own.
    clean_up(target->world());
    if (target->world().superlocked != Known::no || target->world().undecidable) {
      // Nothing takes this privilege back, and no situation that stays.
      target.reset();
      target = std::make_unique<OpenTarget>(options);
      stamp_windows(target->world());
    }
  }
  return {{"sequences", done}, {"failure", failed}, {"all", source.size()}, {"alphabet", source.alphabet()}};
}

// Sequences in a row, as one.
Json make_script(const Options& options) {
  const OpenTarget target(options);
  const Capabilities capabilities = target.capabilities();
  const Source source(options, capabilities);
  Json windows = Json::array();
  for (const mapproof_window& window : capabilities.windows) {
    windows.push_back(std::string(window.name) + " at " + hex(window.physical) + ", " + std::to_string(window.length) +
                      " bytes");
  }
  std::string script;
  std::uint32_t names = 0;
  for (std::uint64_t i = 0; i < options.sequences.value_or(1); ++i) {
    const Sequence sequence = source.at(options.first + i);
    if (i != 0) script += "start_over()\n";
    script += to_text(with_names_from(sequence, names));
    names += static_cast<std::uint32_t>(options.steps);
  }
  return {{"script", script}, {"windows", windows}};
}

Json run_script(const Options& options) {
  OpenTarget target(options);
  stamp_windows(target.world());
  const std::optional<Failure> failure = run_sequence(target.world(), parse_script(options.run_script));
  return {{"sequences", 1}, {"failure", failure ? describe(0, *failure) : Json(nullptr)}};
}

Json answer_of(const Options& options) {
  if (options.make_script) return make_script(options);
  if (options.make_program) return make_program(options);
  return options.run_batch ? run_batch(options) : run_script(options);
}

}  // namespace

int be_batch_process(const Options& options) {
  const ParentChannel parent;
  try {
    parent.answer(answer_of(options));
  } catch (const CannotRun& refusal) {
    parent.answer({{"refusal", refusal.what()}});
  }
  return 0;
}

}  // namespace mapproof::explore
